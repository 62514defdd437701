import { defineCheck } from '../../define.ts';
import { judgeSequences } from '../../generated-calls.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'safety.world-unchanged',
  run: async (connector, context) =>
    judgeSequences(connector, context, 'reads', ({ before, after }) => {
      const changed = Object.keys(after.entities).filter(
        (entity) => after.entities[entity]?.hash !== before.entities[entity]?.hash,
      );
      return before.hash === after.hash
        ? null
        : `calls that only read changed the tenant: ${changed.join(', ')}`;
    }),
  saboteurs: [
    {
      breaks: 'marks what was looked at, behind the back of the journal',
      caught: /changed the tenant: promotion/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool }) => {
          if (tool === 'optimove_get_promotion') wire.mischief.touch();
        }),
    },
  ],
});
