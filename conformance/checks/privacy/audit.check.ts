import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { listings } from '../../samples/known-things.ts';
import { itemIn } from '../../samples/listing.ts';
import { MARK } from '../../samples/marked-calls.ts';

export default defineCheck({
  requirement: 'privacy.audit',
  async run(connector) {
    const session = await connector.as('wide');
    const before = await connector.inside().written();
    let kept = 0;
    for (const { get, items } of await listings(connector)) {
      const [listed] = items;
      if (get === undefined || listed === undefined) continue;
      const absent = `${MARK} ${get.name}`;
      const refused = await session.call(get.name, { id: absent });
      const found = await session.call(get.name, { id: listed.id });
      const name = itemIn(found)['name'];
      const { audit } = await connector.inside().written();
      const missing = Object.entries({
        'the name of the tool': get.name,
        'the parameters of a call that was refused': absent,
        'the result of a call': typeof name === 'string' ? name : listed.id,
      }).find(([, text]) => !audit.includes(text));
      if (missing !== undefined || audit === before.audit) {
        throw new Violation(`the audit does not hold ${missing?.[0] ?? 'the calls'}`, {
          calls: [refused.exchange, found.exchange],
        });
      }
      kept += 2;
    }
    if (kept === 0) throw new NotTestable('no tool fetches an entity');
    return `${kept} calls written down, with parameters and results`;
  },
  saboteurs: [
    {
      breaks: 'writes nothing down',
      caught: /the audit does not hold the name of the tool/u,
      sabotage(wire) {
        wire.mischief.rewrite((written) => ({ ...written, audit: '' }));
        return wire.fetch;
      },
    },
    {
      breaks: 'writes down what it answered, and not what it refused',
      caught: /the audit does not hold the parameters of a call that was refused/u,
      sabotage(wire) {
        wire.mischief.rewrite(({ audit, ...written }) => {
          const answered = audit.split('\n').filter((line) => !line.includes('"refused"'));
          return { ...written, audit: answered.join('\n') };
        });
        return wire.fetch;
      },
    },
  ],
});
