import type { Channel } from '#contract/entities/channel.ts';
import type { Tenant } from '#contract/entities/tenant.ts';
import type { ReadContext } from '../../ports.ts';
import type { Findings } from './findings.ts';
import {
  checkChannel,
  checkMessage,
  createMessageFinders,
  type Message,
  messageWarnings,
} from './message-checks.ts';
import type { GivenStep } from './stream-steps.ts';

/** What each step sends, found and held against channel and brand; null for a step that sends nothing. */
export async function checkStepMessages(
  steps: readonly GivenStep[],
  brand: string | undefined,
  channels: readonly Channel[],
  context: ReadContext,
  findings: Findings,
): Promise<(Message | null)[]> {
  const messages: (Message | null)[] = [];
  const find = createMessageFinders(brand, context);
  for (const [at, { channel, template_id, promotion_id }] of steps.entries()) {
    const place = `steps[${at}].`;
    if (channel === undefined) {
      messages.push(null);
      continue;
    }
    checkChannel(channel, channels, `${place}channel`, findings);
    messages.push(
      await checkMessage({ channel, template_id, promotion_id }, { brand, place }, find, findings),
    );
  }
  return messages;
}

/** What a marketer should know of the messages of a stream, each thing once. */
export function stepWarnings(
  steps: readonly GivenStep[],
  messages: readonly (Message | null)[],
  facts: { channels: readonly Channel[]; tenant: Tenant; now: Date },
): string[] {
  const bare = steps.filter(({ type, template_id }) => type === 'message' && template_id === undefined);
  const warnings = steps.flatMap(({ channel }, at) => {
    const message = messages[at];
    return channel === undefined || message == null ? [] : messageWarnings(message, channel, facts);
  });
  return [
    ...new Set(warnings),
    ...(bare.length > 0 ? [`Steps without a template: ${bare.map(({ key }) => key).join(', ')}.`] : []),
    ...(steps.some(({ type }) => type === 'message') ? [] : ['No step sends a message.']),
  ];
}
