import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import type { Exchange } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';
import { UNWITNESSED } from '../../witness/witness.ts';

/** Of each kind; a connector that acts on an entity of a certain state or name is met by looking at all of them. */
const MOST = 100;

export default defineCheck({
  requirement: 'safety.read-tools-read',
  async run(connector) {
    const witness = connector.witness();
    const session = await connector.as('wide');
    let [fetched, asked] = [0, 0];
    for (const { entity, get, items, tenant } of await listings(connector)) {
      if (get === undefined) continue;
      const before = await witness.world(tenant);
      const calls = new Map<string, Exchange>();
      const entries = await witness.during(async () => {
        for (const { id } of items.slice(0, MOST))
          calls.set(id, (await session.call(get.name, { id })).exchange);
      });
      const stray = entries.find(({ effect }) => effect !== 'read');
      if (stray !== undefined) {
        const call = [...calls].find(([id]) => stray.entity?.id === id || stray.path.split('/').includes(id));
        throw new Violation(
          `to look at a ${entity} had the effect ${stray.effect}, at ${stray.method} ${stray.path}`,
          { calls: call === undefined ? [...calls.values()].slice(-3) : [call[1]], journal: [stray] },
        );
      }
      if ((await witness.world(tenant)).hash !== before.hash)
        throw new Violation(`to look at every ${entity} changed the tenant`, { journal: entries.slice(-3) });
      fetched += calls.size;
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
