import { integer } from '../schema.ts';
import type { Execution } from './executions.ts';
import type { Treated } from './treatments.ts';

/** Whether a campaign runs once. What Optimove calls a one-time action is a campaign on an ad hoc list, which is not modelled. */
export function isOneTime({ campaign }: Execution): boolean {
  return campaign.schedule?.kind === 'one_time';
}

export const SEND_ROW = { ActionID: integer, ChannelID: integer };

export function sendRow({ customer, treatment }: Treated) {
  return { customer, ActionID: treatment.actionId, ChannelID: treatment.message?.channel_id ?? 0 };
}
