import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { isOfNarrow, towardsNarrow } from '../../sabotage/hiding.ts';
import { rewriteItems, rewriteResult } from '../../sabotage/sabotage.ts';
import type { Fetch } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'permissions.invisible-is-absent',
  async run(connector) {
    const witness = connector.witness();
    const [wide, narrow] = [connector.credentials('wide').email, connector.credentials('narrow').email];
    const session = await connector.as('narrow');
    let compared = 0;
    for (const { entity, get, items, tenant } of await listings(connector)) {
      if (get === undefined || tenant === undefined) continue;
      const hidden = new Set(items.map(({ id }) => id)).difference(
        new Set(await witness.visible(narrow, tenant, entity)),
      );
      const nowhere = absentId(await witness.visible(wide, tenant, entity));
      const absent = await session.call(get.name, { id: nowhere });
      for (const id of [...hidden].slice(0, 3)) {
        const answer = await session.call(get.name, { id });
        const calls = [answer.exchange, absent.exchange];
        if (answer.kind === 'result')
          throw new Violation(`narrow can fetch ${entity} ${id}, which the rules hide`, { calls });
        if (answer.kind !== absent.kind || plain(answer.text, id) !== plain(absent.text, nowhere)) {
          throw new Violation(`a hidden ${entity} does not answer like one that does not exist`, { calls });
        }
        compared += 1;
      }
    }
    if (compared === 0)
      throw new NotTestable('nothing is hidden from the user "narrow": nothing can be told apart');
    return `${compared} hidden entities answer like none`;
  },
  saboteurs: [
    {
      breaks: 'says that there is something which one may not see',
      caught: /does not answer like one that does not exist/u,
      sabotage(wire): Fetch {
        const seen = new Set<unknown>();
        const watching = rewriteItems(wire, (items) => {
          for (const { id } of items) seen.add(id);
          return items;
        });
        return rewriteResult({ ...wire, fetch: watching }, (result, { arguments: args }) =>
          result['isError'] === true && seen.has(args['id'])
            ? { ...result, content: [{ type: 'text', text: 'You may not see this.' }] }
            : result,
        );
      },
    },
    {
      breaks: 'fetches for a user who may see little with the token of one who may see much',
      caught: /narrow can fetch/u,
      hides: 'role',
      sabotage(wire) {
        let wide: string | null = null;
        const borrowing = towardsNarrow(wire, ({ fetch }) => async (request) => {
          const isGet = (await request.clone().text()).includes('"optimove_get_');
          if (!isGet || wide === null) return fetch(request);
          const headers = new Headers(request.headers);
          headers.set('authorization', wide);
          return fetch(new Request(request, { headers }));
        });
        return async (request) => {
          if (!isOfNarrow(request)) wide ??= request.headers.get('authorization');
          return borrowing(request);
        };
      },
    },
  ],
});

/** An id of the same form that nothing has. */
function absentId(ids: readonly string[]): string {
  const length = Math.max(4, ...ids.map((id) => id.length));
  return '9'.repeat(length);
}

function plain(text: string, id: string): string {
  return text.replaceAll(id, '…');
}
