import { z } from 'zod';
import type { ToolCall } from '../arbitraries/tool-calls.ts';
import type { Wire } from '../define.ts';
import { besideCalls, rewriteResult } from './sabotage.ts';
import type { Fetch } from '../client/wire.ts';

const refusalSchema = z.looseObject({
  isError: z.literal(true),
  content: z.array(z.looseObject({ text: z.string() })),
});

/** Does something on the side of a call that says the same as the one before it. */
export function besideRepeats(wire: Wire, deed: (call: ToolCall) => void): Fetch {
  let last = '';
  return besideCalls(wire, (call) => {
    const said = JSON.stringify(call);
    if (said === last) deed(call);
    last = said;
  });
}

/** Does something after a call that failed for a reason that the sound connector puts in such words. */
export function afterRefusals(wire: Wire, words: RegExp, deed: (call: ToolCall) => void): Fetch {
  return rewriteResult(wire, (result, call) => {
    const refusal = refusalSchema.safeParse(result).data;
    if (refusal?.content.some(({ text }) => words.test(text)) === true) deed(call);
    return result;
  });
}
