import { defineCheck } from '../../define.ts';
import { questionOfCaller, remembering } from '../../sabotage/faulty-gates.ts';
import { NotTestable } from '../../finding.ts';
import { listAs, listings } from '../../samples/known-things.ts';
import type { EntityListing } from '../../samples/known-things.ts';
import { rewriteItems } from '../../sabotage/sabotage.ts';
import type { Json } from '../../client/wire.ts';
import { compareWithRules } from './compare-with-rules.ts';

export default defineCheck({
  requirement: 'permissions.api-layer',
  async run(connector) {
    const witness = connector.witness();
    const { email } = connector.credentials('wide');
    const before = await listings(connector, 'wide');
    const all = brandsIn(before);
    const fewer = all.slice(0, -1);
    if (fewer.length === 0)
      throw new NotTestable('what the user "wide" sees is of one brand: no right can be taken away');
    try {
      await witness.change(email, { brands: fewer });
      let compared = 0;
      // Twice: what the first call is refused, the next one must not get.
      for (let time = 0; time < 2; time += 1) {
        compared += await compareWithRules(connector, 'wide', await listAs(connector, 'wide'));
      }
      return `a brand was taken away, and the next calls showed the ${compared} entities that were left`;
    } finally {
      await witness.change(email, { brands: all });
    }
  },
  saboteurs: [
    {
      breaks: 'remembers for each user what it once showed',
      caught: /wide is shown .* that the rules hide/u,
      sabotage: (wire) =>
        remembering(wire, {
          key: questionOfCaller,
          when: (_status, body) => body.includes('"items"'),
        }),
    },
    {
      breaks: 'goes back to what it remembers once a list got shorter',
      caught: /wide is shown .* that the rules hide/u,
      hides: 'retry',
      sabotage(wire) {
        const [longest, shortened] = [new Map<string, Json[]>(), new Set<string>()];
        return rewriteItems(wire, (items, { tool }) => {
          const old = longest.get(tool) ?? [];
          if (items.length >= old.length) longest.set(tool, items);
          else if (shortened.has(tool)) return old;
          else shortened.add(tool);
          return items;
        });
      },
    },
  ],
});

function brandsIn(shown: readonly EntityListing[]): string[] {
  const brands = shown.flatMap(({ items }) => items.map((item) => item['brand']));
  return [...new Set(brands.filter((brand) => typeof brand === 'string'))].toSorted();
}
