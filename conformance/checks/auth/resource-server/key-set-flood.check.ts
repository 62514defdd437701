import { generateKeyPair, SignJWT } from 'jose';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { discover } from '../../../client/oauth-client.ts';
import { outboundDuring } from '../../../witness/outbound.ts';
import { knock } from '../../../client/raw-request.ts';
import { goodJwt } from '../../../samples/refused-tokens.ts';

const TOKENS = 50;
/** One for a key set that has grown old, one for the first unknown key. */
const FETCHES = 2;

export default defineCheck({
  requirement: 'auth.key-set-flood',
  async run(connector) {
    const { header, claims } = await goodJwt(connector);
    const { server } = await discover(connector.url, connector.fetch);
    if (typeof server.jwks_uri !== 'string')
      throw new NotTestable('the authorization server publishes no keys');
    const keys = server.jwks_uri;
    const { privateKey } = await generateKeyPair('ES256');
    const outbound = await outboundDuring(connector, async () => {
      for (let number = 0; number < TOKENS; number += 1) {
        const token = await new SignJWT(claims)
          .setProtectedHeader({ ...header, alg: 'ES256', kid: `unknown-${number}` })
          .sign(privateKey);
        const { status, exchange } = await knock(connector, token);
        if (status !== 401)
          throw new Violation(`a token of an unknown key got ${status}, not 401`, { calls: [exchange] });
      }
    });
    const fetches = outbound.filter(({ url }) => url.href === keys).length;
    if (fetches > FETCHES)
      throw new Violation(
        `${TOKENS} tokens of unknown keys made the connector fetch the key set ${fetches} times`,
      );
    return `${TOKENS} tokens of unknown keys, ${fetches} fetches of the key set`;
  },
  saboteurs: [
    {
      breaks: 'looks for every unknown key anew',
      caught: /made the connector fetch the key set 5\d times/u,
      sabotage({ fetch, mischief }) {
        mischief.outbound(async (request, send) => {
          if (request.url.endsWith('/introspect')) await send(new Request(new URL('/jwks', request.url)));
          return send(request);
        });
        return fetch;
      },
    },
  ],
});
