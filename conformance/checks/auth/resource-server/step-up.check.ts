import { extractWWWAuthenticateParams } from '@modelcontextprotocol/client';
import { draftCall } from '../../../samples/any-call.ts';
import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { authorize, discover, redeem, register } from '../../../client/oauth-client.ts';
import { rawCall } from '../../../client/raw-call.ts';
import type { RawAnswer } from '../../../client/raw-request.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';
import type { Fetch } from '../../../client/wire.ts';

export default defineCheck({
  requirement: 'auth.step-up',
  drafts: true,
  async run(connector) {
    const call = await draftCall(connector, 'Draft with the right scope');
    const { token: narrow, scope } = await tokenToRead(connector);
    const full = await (await connector.token('wide'))();
    const control = await rawCall(connector, full, call);
    if (control.status !== 200)
      throw new NotTestable(`${call.tool} is answered with ${control.status} where the scope is there`);

    const answers: RawAnswer[] = [];
    const refuse = async () => answers.push(await rawCall(connector, narrow, call));
    const journal = connector.level === 'L1' ? [] : await connector.witness().during(refuse);
    if (connector.level === 'L1') await refuse();
    const [answer = control] = answers;
    const evidence = { calls: [control.exchange, answer.exchange], journal };
    if (journal.some(({ effect }) => effect !== 'read'))
      throw new Violation(`a token for ${scope} made ${call.tool} write`, evidence);
    if (answer.status !== 403)
      throw new Violation(`${call.tool} with a token for ${scope} got ${answer.status}, not 403`, evidence);
    const problem = problemIn(answer.headers);
    if (problem !== null) throw new Violation(`the challenge to more scope ${problem}`, evidence);
    return `${scope} is not enough for ${call.tool}, and the challenge says what is`;
  },
  saboteurs: [
    {
      breaks: 'remembers for each user the widest scope that it has seen',
      caught: /token for optimove:read made optimove_create_draft_\w+ write/u,
      sabotage: (wire) => widest(wire),
    },
    {
      breaks: 'hides a missing scope behind the words of a refused token',
      caught: /challenge to more scope is not about an insufficient_scope/u,
      sabotage: (wire) =>
        rechallenged(wire, (header) => header.replace('insufficient_scope', 'invalid_token')),
    },
    {
      breaks: 'does not say which scope is missing',
      caught: /challenge to more scope names no scope to draft/u,
      sabotage: (wire) => rechallenged(wire, (header) => header.replace(/scope="[^"]*", /u, '')),
    },
  ],
});

/** A token of `wide` with the scope to read and no other. */
async function tokenToRead(connector: Connector): Promise<{ token: string; scope: string }> {
  const discovery = await discover(connector.url, connector.fetch);
  const scope = discovery.resource.scopes_supported?.find((one) => /read/iu.test(one));
  if (scope === undefined) throw new NotTestable('the metadata name no scope to read');
  const { client_id: clientId } = await register(discovery, connector.fetch);
  const authorization = await authorize(discovery, connector.fetch, {
    clientId,
    credentials: connector.credentials('wide'),
    edit: ({ searchParams }) => searchParams.set('scope', scope),
  });
  const tokens = await redeem(discovery, connector.fetch, { clientId, authorization });
  if (tokens.scope !== undefined && tokens.scope !== scope)
    throw new NotTestable(`a token for ${scope} was asked for, and one for ${tokens.scope} came`);
  return { token: tokens.access_token, scope };
}

/** @see RFC 6750, section 3.1; MCP 2026-07-28, Authorization: scope challenge handling */
function problemIn(headers: Headers): string | null {
  const challenge = extractWWWAuthenticateParams(new Response(null, { headers }));
  if (challenge.error !== 'insufficient_scope') return 'is not about an insufficient_scope';
  if (challenge.scope === undefined || !/draft|write/iu.test(challenge.scope))
    return 'names no scope to draft';
  return challenge.resourceMetadataUrl === undefined ? 'does not lead to the metadata' : null;
}

function widest({ fetch }: Wire): Fetch {
  let good: string | null = null;
  return async (request) => {
    const again = request.clone();
    const response = await fetch(request);
    if (response.status !== 403) {
      if (response.ok) good = request.headers.get('authorization') ?? good;
      return response;
    }
    if (good !== null) again.headers.set('authorization', good);
    return fetch(again);
  };
}

function rechallenged(wire: Wire, change: (header: string) => string): Fetch {
  return rewriteResponses(
    wire,
    () => true,
    (response) => {
      const { status, headers } = response;
      const header = headers.get('www-authenticate') ?? '';
      if (status !== 403) return response;
      return new Response(null, { status, headers: { 'www-authenticate': change(header) } });
    },
  );
}
