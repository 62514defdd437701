import { defineCheck } from '../../define.ts';
import { questionOfCaller, remembering } from '../../faulty-gates.ts';
import { NotTestable } from '../../finding.ts';
import { listAs, listings } from '../../known-things.ts';
import type { EntityListing } from '../../known-things.ts';
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
      const compared = await compareWithRules(connector, 'wide', await listAs(connector, 'wide'));
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
  ],
});

function brandsIn(shown: readonly EntityListing[]): string[] {
  const brands = shown.flatMap(({ items }) => items.map((item) => item['brand']));
  return [...new Set(brands.filter((brand) => typeof brand === 'string'))].toSorted();
}
