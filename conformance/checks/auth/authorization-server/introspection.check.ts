import { generateKeyPair, SignJWT } from 'jose';
import { endpointIn, formRequest, newGrant, otherClient, send } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.introspection',
  async run(connector) {
    const { clientId, discovery, tokens } = await newGrant(connector);
    const endpoint = endpointIn(discovery, 'introspection_endpoint');
    const { status } = await knock(connector, tokens.access_token);
    if (status !== 200) throw new NotTestable(`a new access token is answered with ${status}`);

    const { clientId: stranger } = await otherClient(connector);
    const strangers: Record<string, Record<string, string>> = {
      nobody: {},
      'the client that the token is of': { client_id: clientId },
      'another client': { client_id: stranger },
      'whoever signs with a key of the own': {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await ownAssertion(stranger, discovery.server.issuer),
      },
    };
    for (const [who, fields] of Object.entries(strangers)) {
      const form = new URLSearchParams({ token: tokens.access_token, ...fields });
      const answer = await send(connector, formRequest(endpoint, form));
      if (answer.status < 400)
        throw new Violation(`introspection answers ${who} with ${answer.status}`, {
          calls: [answer.exchange],
        });
      if (answer.status === 404) throw new NotTestable('there is nothing at the introspection endpoint');
    }
    return `a good token, and no answer for ${Object.keys(strangers).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'tells everybody about a token',
      caught: /answers nobody with 200/u,
      sabotage: (wire) => telling(wire, () => true),
    },
    {
      breaks: 'takes the name of a client for its proof',
      caught: /answers the client that the token is of with 200/u,
      sabotage: (wire) => telling(wire, (form) => form.has('client_id')),
    },
    {
      breaks: 'does not check who signed',
      caught: /answers whoever signs with a key of the own with 200/u,
      sabotage: (wire) => telling(wire, (form) => form.has('client_assertion')),
    },
  ],
});

async function ownAssertion(client: string, audience: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({ jti: 'once' })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
}

function telling(
  wire: Parameters<typeof rewriteResponses>[0],
  whom: (form: URLSearchParams) => boolean,
): ReturnType<typeof rewriteResponses> {
  return rewriteResponses(
    wire,
    ({ pathname }) => pathname === '/introspect',
    async (response, request) =>
      whom(new URLSearchParams(await request.text())) ? Response.json({ active: true }) : response,
  );
}
