import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { looks } from '../../samples/looks.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';
import { UNWITNESSED } from '../../witness/witness.ts';

export default defineCheck({
  requirement: 'safety.read-tools-read',
  async run(connector) {
    let [fetched, asked] = [0, 0];
    for (const { entity, answers, entries, changed } of await looks(connector)) {
      const stray = entries.find(({ effect }) => effect !== 'read');
      if (stray !== undefined) {
        const met = [...answers].filter(
          ([id]) => stray.entity?.id === id || stray.path.split('/').includes(id),
        );
        const calls = (met.length > 0 ? met : [...answers].slice(-3)).map(([, { exchange }]) => exchange);
        throw new Violation(
          `to look at a ${entity} had the effect ${stray.effect}, at ${stray.method} ${stray.path}`,
          { calls, journal: [stray] },
        );
      }
      if (changed)
        throw new Violation(`to look at every ${entity} changed the tenant`, { journal: entries.slice(-3) });
      fetched += answers.size;
      asked += entries.length;
    }
    if (fetched === 0) throw new NotTestable('no entity can be fetched');
    if (asked === 0) throw new NotTestable(UNWITNESSED);
    return `${fetched} entities looked at, one by one, and nothing else came of it`;
  },
  saboteurs: [
    {
      breaks: 'activates one single campaign when somebody looks at it',
      caught: /to look at a campaign had the effect activate/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool, arguments: { id } }) => {
          if (tool === 'optimove_get_campaign' && String(id).endsWith('7'))
            wire.mischief.upstream('activate');
        }),
    },
    {
      breaks: 'marks one single campaign as seen, behind the back of the journal',
      caught: /to look at every campaign changed the tenant/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool, arguments: { id } }) => {
          if (tool === 'optimove_get_campaign' && String(id).endsWith('7')) wire.mischief.touch();
        }),
    },
  ],
});
