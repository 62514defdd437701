import {
  claimsOf,
  ourClient,
  redemption,
  renewal,
  requestTokens,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import type { EndpointAnswer } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rewriteResponses } from '../../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'auth.token-response',
  async run(connector) {
    const client = await ourClient(connector);
    const first = await requestTokens(connector, await redemption(connector));
    const tokens = tokensIn(first);
    if (tokens === null) throw new NotTestable(`a faultless token request is answered with ${first.status}`);
    judge('the answer to a code', first);
    judge('the answer to a refresh token', await requestTokens(connector, renewal({ ...client, tokens })));
    return 'JSON, no-store, Bearer, and the lifetime that is in the token';
  },
  saboteurs: [
    {
      breaks: 'forbids no cache to keep renewed tokens',
      caught: /the answer to a refresh token may be kept by a cache/u,
      sabotage: (wire) =>
        changing(wire, /grant_type=refresh_token/u, (body, headers) => {
          headers.delete('cache-control');
          return body;
        }),
    },
    {
      breaks: 'promises more time than a token has',
      caught: /says 3600 seconds, the token 300/u,
      sabotage: (wire) =>
        changing(wire, /grant_type/u, (body) => body.replace('"expires_in":300', '"expires_in":3600')),
    },
    {
      breaks: 'calls its tokens by a type of its own',
      caught: /is of type opaque/u,
      sabotage: (wire) => changing(wire, /grant_type/u, (body) => body.replace('"Bearer"', '"opaque"')),
    },
  ],
});

function judge(what: string, answer: EndpointAnswer): void {
  const { headers, exchange } = answer;
  const fail = (how: string): never => {
    throw new Violation(`${what} ${how}`, { calls: [exchange] });
  };
  const tokens = tokensIn(answer);
  if (tokens === null) throw new NotTestable(`${what} holds no tokens: ${answer.status}`);
  if (!/\bno-store\b/u.test(headers.get('cache-control') ?? '')) fail('may be kept by a cache');
  if (!/^application\/json\b/u.test(headers.get('content-type') ?? '')) fail('is not said to be JSON');
  if (tokens.token_type.toLowerCase() !== 'bearer') fail(`is of type ${tokens.token_type}`);
  const { exp, iat } = claimsOf(tokens) ?? {};
  const said = tokens.expires_in;
  if (typeof exp === 'number' && typeof iat === 'number' && said !== undefined && said !== exp - iat)
    fail(`says ${said} seconds, the token ${exp - iat}`);
}

function changing(
  wire: Parameters<typeof rewriteResponses>[0],
  which: RegExp,
  change: (body: string, headers: Headers) => string,
): ReturnType<typeof rewriteResponses> {
  return rewriteResponses(
    wire,
    (_url, request) => request.method === 'POST',
    async (response, request) => {
      if (!which.test(await request.text())) return response;
      const headers = new Headers(response.headers);
      return new Response(change(await response.text(), headers), { status: response.status, headers });
    },
  );
}
