import { defineCheck } from '../../define.ts';
import { question, remembering } from '../../faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../known-things.ts';
import { rewriteItems } from '../../sabotage.ts';
import { compareWithRules } from './compare-with-rules.ts';

export default defineCheck({
  requirement: 'permissions.inherited',
  async run(connector) {
    let compared = 0;
    for (const who of ['wide', 'narrow'] as const) {
      const shown = await listings(connector, who);
      compared += await compareWithRules(connector, who, shown);
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
  ],
});
