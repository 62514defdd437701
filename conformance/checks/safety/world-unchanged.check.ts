import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';

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
    {
      breaks: 'marks what was on a page of the largest size',
      caught: /changed the tenant: promotion/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ tool, arguments: args }) => {
          if (tool.includes('_list_') && args['limit'] === 100) wire.mischief.touch();
        }),
    },
    {
      breaks: 'marks in the third call that one user makes in a row',
      caught: /changed the tenant: promotion/u,
      hides: 'retry',
      sabotage(wire) {
        let [last, count] = ['', 0];
        return async (request) => {
          const by = request.headers.get('authorization') ?? '';
          count = by === last ? count + 1 : 1;
          last = by;
          if (count === 3) wire.mischief.touch();
          return wire.fetch(request);
        };
      },
    },
  ],
});
