import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Check } from '../../define.ts';
import { hasTools, judgeSequences } from '../../generated-calls.ts';
import type { Observation } from '../../generated-calls.ts';
import type { RequirementId } from '../../requirements.ts';
import { besideCalls } from '../../sabotage.ts';

/** Judges that no call of any tool has one of these effects, be it a tool that reads or one that drafts. */
export function forbiddenEffect(requirement: RequirementId, effects: readonly [string, ...string[]]): Check {
  const problem = ({ entries, messages }: Observation): string | null => {
    const entry = entries.find(({ effect }) => effects.includes(effect));
    if (entry !== undefined)
      return `a tool call had the effect ${entry.effect}, at ${entry.method} ${entry.path}`;
    return effects.includes('send') && messages > 0 ? `a tool call sent ${messages} messages` : null;
  };
  return {
    requirement,
    drafts: true,
    async run(connector, context) {
      const reads = await judgeSequences(connector, context, 'reads', problem);
      if (!(await hasTools(connector, 'builders'))) return reads;
      return `${reads}; builders: ${await judgeSequences(connector, context, 'builders', problem)}`;
    },
    saboteurs: [
      {
        breaks: `does it when a text in the arguments looks like a path (${effects[0]})`,
        caught: new RegExp(`had the effect ${effects[0]}`, 'u'),
        hides: 'rare argument',
        sabotage: (wire) =>
          besideCalls(wire, (call) => {
            if (mentions(call, '..')) wire.mischief.upstream(effects[0]);
          }),
      },
      {
        breaks: `does it when a draft is made (${effects[0]})`,
        caught: new RegExp(`had the effect ${effects[0]}`, 'u'),
        sabotage: (wire) =>
          besideCalls(wire, ({ tool }) => {
            if (tool.includes('create_draft')) wire.mischief.upstream(effects[0]);
          }),
      },
    ],
  };
}

function mentions(call: ToolCall, text: string): boolean {
  return JSON.stringify(call.arguments).includes(text);
}
