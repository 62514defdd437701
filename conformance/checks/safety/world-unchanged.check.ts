import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'safety.world-unchanged',
  drafts: true,
  run: async (connector, context) => judgeGenerated(connector, context, 'safety.world-unchanged'),
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
