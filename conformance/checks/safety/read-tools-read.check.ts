import { defineCheck } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { afterRefusals } from '../../sabotage/sabotage-hidden.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';

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
    {
      breaks: 'asks another way, with a draft, when the API is not there',
      caught: /tool that reads had the effect create_draft/u,
      hides: 'fault',
      sabotage: (wire) => afterRefusals(wire, /answered 503/u, () => wire.mischief.upstream('create_draft')),
    },
    {
      breaks: 'writes when a filter that it never offered is given',
      caught: /tool that reads had the effect create_draft/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        besideCalls(wire, ({ tool, arguments: args }) => {
          if (!tool.includes('create') && 'dry_run' in args) wire.mischief.upstream('create_draft');
        }),
    },
  ],
});
