import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'safety.drafts-only',
  drafts: true,
  run: async (connector, context) => judgeGenerated(connector, context, 'safety.drafts-only'),
  saboteurs: [
    {
      breaks: 'asks the API twice for every draft',
      caught: /made 2 drafts of \w+/u,
      sabotage: (wire) => {
        return async (request) => {
          if ((await request.clone().text()).includes('create_draft')) await wire.fetch(request.clone());
          return wire.fetch(request);
        };
      },
    },
    {
      breaks: 'changes a neighbour of the draft it makes',
      caught: /changed promotion/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool }) => {
          if (tool.includes('create_draft')) wire.mischief.touch();
        }),
    },
  ],
});
