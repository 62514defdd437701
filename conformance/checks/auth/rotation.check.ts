import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { refresh } from '../../client/oauth-client.ts';
import { rewriteResponses } from '../../sabotage/sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';

const AT_ONCE = 6;

export default defineCheck({
  requirement: 'auth.rotation',
  async run(connector) {
    const grant = await connector.grant('wide');
    const old = grant.tokens.refresh_token;
    if (old === undefined) throw new NotTestable('the authorization server gave no refresh token');
    const renewed = await refresh(grant, connector.fetch);
    if (renewed.refresh_token === undefined || renewed.refresh_token === old) {
      throw new Violation('a refresh token is not replaced when it is used');
    }
    const again = await refresh(grant, connector.fetch, old).catch(() => null);
    // A server may repeat its answer for hosts that refresh twice at once; the SDK hands the old token back where there is none.
    if (again !== null && ![undefined, old, renewed.refresh_token].includes(again.refresh_token)) {
      throw new Violation('a used refresh token gave a second line of refresh tokens');
    }

    const contested = await connector.grant('wide');
    const lines = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => refresh(contested, connector.fetch).catch(() => null)),
    );
    const next = new Set(lines.flatMap((line) => line?.refresh_token ?? []));
    next.delete(contested.tokens.refresh_token ?? '');
    if (next.size > 1)
      throw new Violation(
        `a refresh token used ${AT_ONCE} times at once gave ${next.size} lines of refresh tokens`,
      );
    return 'replaced at each use; the used one gives no other, nor does one that is used several times at once';
  },
  saboteurs: [
    {
      breaks: 'forgets which refresh tokens were used',
      caught: /second line of refresh tokens/u,
      sabotage(wire) {
        let line = 0;
        return onRefresh(wire, () =>
          Response.json({ access_token: 'a', token_type: 'Bearer', refresh_token: `r${(line += 1)}` }),
        );
      },
    },
    {
      breaks: 'gives a line to each of those who come at once',
      hides: 'concurrency',
      caught: /used 6 times at once gave 6 lines/u,
      sabotage(wire) {
        const pending = new Map<string | null, Promise<Response>>();
        let line = 0;
        return async (request) => {
          const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '');
          if (form.get('grant_type') !== 'refresh_token') return wire.fetch(request);
          const token = form.get('refresh_token');
          const earlier = pending.get(token);
          if (earlier !== undefined) {
            const tokens = jsonSchema.parse(await (await earlier).clone().json());
            return Response.json({ ...tokens, refresh_token: `line-${(line += 1)}` });
          }
          const answer = wire.fetch(request);
          pending.set(token, answer);
          void answer.finally(() => pending.delete(token));
          return (await answer).clone();
        };
      },
    },
    {
      breaks: 'never replaces a refresh token',
      caught: /not replaced when it is used/u,
      sabotage: (wire) =>
        onRefresh(wire, (form) =>
          Response.json({
            access_token: 'a',
            token_type: 'Bearer',
            refresh_token: form.get('refresh_token'),
          }),
        ),
    },
  ],
});

function onRefresh(
  wire: Parameters<typeof rewriteResponses>[0],
  answer: (form: URLSearchParams) => Response,
) {
  return rewriteResponses(
    wire,
    (_url, request) => request.method === 'POST',
    async (response, request) => {
      const form = new URLSearchParams(await request.text());
      return form.get('grant_type') === 'refresh_token' ? answer(form) : response;
    },
  );
}
