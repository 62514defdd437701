import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { bearerOf, outboundDuring } from '../../../witness/outbound.ts';
import { rawCall } from '../../../client/raw-call.ts';
import { knock } from '../../../client/raw-request.ts';

export default defineCheck({
  requirement: 'auth.secrets-unwritten',
  async run(connector) {
    const { tokens } = await connector.grant('wide');
    const token = tokens.access_token;
    const [call] = await listCalls(connector);
    const inQuery = new URL(connector.url);
    inQuery.searchParams.set('access_token', token);
    const outbound = await outboundDuring(connector, async () => {
      await rawCall(connector, token, call);
      await rawCall(connector, token, { tool: 'no_such_tool', arguments: {} });
      await rawCall(connector, token, call, { body: '{"jsonrpc":' });
      await knock(connector, `${token}x`);
      await knock(connector, null, inQuery);
      if (tokens.refresh_token !== undefined) await knock(connector, tokens.refresh_token);
    });
    await outboundDuring(
      connector,
      async () => rawCall(connector, token, call),
      async (request, send) => {
        if (bearerOf(request) === '') return send(request);
        throw new TypeError(`connect failed: ${bearerOf(request)}`);
      },
    );
    const written = Object.entries(await connector.inside().written());
    if (written.every(([, text]) => text === '')) throw new NotTestable('nothing was written at all');
    const secrets = {
      'the token of the caller': token,
      'the refresh token of the caller': tokens.refresh_token,
      'a token of the API': outbound.map(({ request }) => bearerOf(request)).find((bearer) => bearer !== ''),
    };
    for (const [what, secret] of Object.entries(secrets))
      for (const [where, text] of written)
        if (secret !== undefined && text.includes(tailOf(secret)))
          throw new Violation(`${what} was written down: ${where}`);
    return `nothing that was written in ${written.length} places holds a token`;
  },
  saboteurs: [
    {
      breaks: 'logs the requests that it refuses, headers and all',
      caught: /the token of the caller was written down: log/u,
      sabotage:
        ({ fetch, mischief }) =>
        async (request) => {
          const said = request.headers.get('authorization') ?? '';
          const response = await fetch(request);
          if (response.status === 401) mischief.write('log', said);
          return response;
        },
    },
    {
      breaks: 'keeps in its audit log with which token it asked the API',
      caught: /a token of the API was written down: audit/u,
      sabotage({ fetch, mischief }) {
        mischief.outbound(async (request, send) => {
          mischief.write('audit', bearerOf(request));
          return send(request);
        });
        return fetch;
      },
    },
  ],
});

/** The last third of a token is enough to know it by: it tells more than anybody may know. */
function tailOf(secret: string): string {
  return secret.slice(-Math.ceil(secret.length / 3));
}
