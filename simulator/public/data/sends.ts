import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import { recipientGroupsOf } from './actions.ts';
import { localTime } from './days.ts';
import type { Execution } from './executions.ts';

type Message = CampaignRecord['actions'][number]['messages'][number];

/** What a campaign sent through a channel: one send for each action. */
export function sendsThrough(tenant: TenantData, execution: Execution, channelId: string) {
  return recipientGroupsOf(execution.campaign).flatMap(({ number, action }) =>
    action.messages
      .filter(({ channel_id }) => channel_id === channelId)
      .map((message) => ({
        ListID: `${Number(execution.occurrence.id) * 10 + number}`,
        ...sendOf(tenant, execution, action.id, message),
      })),
  );
}

/** One send: what the public API says of it for the channel, and for each customer. */
export function sendOf(
  tenant: TenantData,
  { occurrence, day }: Execution,
  actionId: string,
  message: Message,
) {
  const time = message.send_time;
  return {
    SendID: sendId(occurrence.id, actionId, message.channel_id),
    TemplateID: message.template?.id ?? 0,
    ScheduledTime: time === null ? localTime(tenant, occurrence.executed_at) : `${day} ${time}:00`,
  };
}

/** Seven letters and digits, the same for the same send. */
function sendId(occurrence: string, action: string, channel: string): string {
  const number = BigInt(`${occurrence}${action}${channel}`) % 36n ** 7n;
  return number.toString(36).toUpperCase().padStart(7, '0');
}
