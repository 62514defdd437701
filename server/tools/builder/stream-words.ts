import type { Message } from './message-checks.ts';
import type { GivenStep } from './stream-steps.ts';
import { quoted } from './words.ts';

/** The steps of a stream in words, in the order in which they stand. */
export function streamWords(
  group: string,
  steps: readonly GivenStep[],
  messages: readonly (Message | null)[],
): string {
  const sentences = steps.map((step, at) => `${step.key}: ${stepWords(step, messages[at] ?? null)}.`);
  return `Customers of the target group ${quoted(group)} enter at ${steps[0]?.key}. ${sentences.join(' ')}`;
}

function stepWords(step: GivenStep, message: Message | null): string {
  const on = step.next === undefined ? ', then the stream ends' : `, then ${step.next}`;
  switch (step.type) {
    case 'message':
      return `message on ${step.channel}${messageWords(message)}${on}`;
    case 'wait':
      return `waits ${step.wait_hours} hours${on}`;
    case 'split':
      return `${step.split_percent} % go on to ${step.next_alt}, the others to ${step.next}`;
    case 'exit':
      return 'leaves the stream';
  }
}

function messageWords(message: Message | null): string {
  const { template = null, promotion = null } = message ?? {};
  return (
    (template === null ? '' : ` with the template ${quoted(template.name)}`) +
    (promotion === null ? '' : ` and the promotion ${quoted(promotion.name)}`)
  );
}
