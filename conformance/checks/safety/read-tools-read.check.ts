import { defineCheck } from '../../define.ts';
import { judgeSequences } from '../../generated-calls.ts';
import { besideCalls } from '../../sabotage.ts';

export default defineCheck({
  requirement: 'safety.read-tools-read',
  run: async (connector, context) =>
    judgeSequences(connector, context, 'reads', ({ entries }) => {
      const entry = entries.find(({ effect }) => effect !== 'read');
      return entry === undefined
        ? null
        : `a tool that reads had the effect ${entry.effect}, at ${entry.method} ${entry.path}`;
    }),
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
