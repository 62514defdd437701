import { defineCheck } from '../../define.ts';
import { question, remembering } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { isNextPage } from '../../sabotage/hiding.ts';
import { inPages, listings } from '../../samples/known-things.ts';
import { rewriteItems } from '../../sabotage/sabotage.ts';
import type { Json } from '../../client/wire.ts';
import { compareWithRules } from './compare-with-rules.ts';

export default defineCheck({
  requirement: 'permissions.inherited',
  async run(connector) {
    let compared = 0;
    for (const who of ['wide', 'narrow'] as const) {
      const shown = await listings(connector, who);
      compared += await compareWithRules(connector, who, shown);
      // Once more in pages: the rules count on every one of them.
      const session = await connector.as(who);
      for (const listing of shown) {
        const paged = { ...listing, ...(await inPages(session, listing)) };
        compared += await compareWithRules(connector, who, [paged]);
      }
    }
    const [wide, narrow] = [await listings(connector, 'wide'), await listings(connector, 'narrow')];
    const all = (side: typeof wide) => side.flatMap(({ items }) => items).length;
    if (all(wide) <= all(narrow))
      throw new NotTestable('the user "narrow" sees no less than "wide": nothing can be told apart');
    if (compared === 0) throw new Violation('no user is shown anything');
    return `${compared} entities shown to two users, exactly those that the rules allow`;
  },
  saboteurs: [
    {
      breaks: 'shows everybody what the first one was shown',
      caught: /narrow is shown .* that the rules hide/u,
      sabotage: (wire) =>
        remembering(wire, {
          key: question,
          when: (_status, body) => body.includes('"items"'),
        }),
    },
    {
      breaks: 'forgets one entity',
      caught: /is not shown/u,
      sabotage: (wire) => rewriteItems(wire, (items) => items.slice(1)),
    },
    {
      breaks: 'shows everything from the second page on',
      caught: /narrow is shown .* that the rules hide/u,
      hides: 'second page',
      sabotage(wire) {
        const seen = new Map<string, Json[]>();
        return rewriteItems(wire, (items, call) => {
          const all = [...(seen.get(call.tool) ?? []), ...items];
          seen.set(call.tool, all);
          return isNextPage(call) ? all : items;
        });
      },
    },
  ],
});
