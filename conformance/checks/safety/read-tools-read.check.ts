import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'safety.read-tools-read',
  drafts: true,
  run: async (connector, context) => judgeGenerated(connector, context, 'safety.read-tools-read'),
  saboteurs: [
    {
      breaks: 'leaves a draft behind when somebody looks at a segment',
      caught: /tool that reads had the effect create_draft/u,
      sabotage: (wire) =>
        besideCalls(wire, ({ tool }) => {
          if (tool === 'optimove_get_segment') wire.mischief.upstream('create_draft');
        }),
    },
  ],
});
