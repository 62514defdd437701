import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import type { Check, Saboteur } from '../../define.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import type { PropertyId } from '../../generated/properties.ts';
import { besideCalls } from '../../sabotage/sabotage.ts';

/** Judges that no call of any tool has a forbidden effect, of which `effect` is one, be it a tool that reads or one that drafts. */
export function forbiddenEffect(
  requirement: PropertyId,
  effect: string,
  hidden: Omit<Saboteur, 'caught'>,
): Check {
  const caught = new RegExp(`had the effect ${effect}`, 'u');
  return {
    requirement,
    drafts: true,
    run: async (connector, context) => judgeGenerated(connector, context, requirement),
    saboteurs: [
      {
        breaks: `does it when a text in the arguments looks like a path (${effect})`,
        caught,
        hides: 'rare argument',
        sabotage: (wire) =>
          besideCalls(wire, (call) => {
            if (mentions(call, '..')) wire.mischief.upstream(effect);
          }),
      },
      {
        breaks: `does it when a draft is made (${effect})`,
        caught,
        sabotage: (wire) =>
          besideCalls(wire, ({ tool }) => {
            if (tool.includes('create_draft')) wire.mischief.upstream(effect);
          }),
      },
      { ...hidden, caught },
    ],
  };
}

function mentions(call: ToolCall, text: string): boolean {
  return JSON.stringify(call.arguments).includes(text);
}
