import type { CampaignRecord, TargetGroupRecord } from '#fixtures/world-data.ts';
import { createIdIndex } from '../id-index.ts';
import type { Scene } from './define.ts';

/** `Friday, 19 June 2026 at 17:00 (Europe/Malta)`. */
function instantWords(instant: string | Date, { tenant }: Scene): string {
  const zone = tenant.facts.time_zone;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(instant))} (${zone})`;
}

/** When, how and to whom a campaign goes out, in sentences. */
export function sendingWords(campaign: CampaignRecord, at: string, scene: Scene): string[] {
  return [
    `It goes out on ${instantWords(at, scene)} by ${channelWords(campaign.channels)}.`,
    `It reaches ${audienceWords(campaign, scene)}.`,
  ];
}

const findGroup = createIdIndex<TargetGroupRecord>();

/** `“Weekend Depositors”, about 8,310 customers, of whom 10 % get nothing, as the control group`. */
export function audienceWords(
  { target_group: { id, name }, control_group_percent: control }: CampaignRecord,
  { tenant }: Scene,
): string {
  const group = findGroup(tenant.collections['target-groups'], id);
  const size = group === undefined ? '' : `, about ${group.size.toLocaleString('en-US')} customers`;
  const apart = control === 0 ? '' : `, of whom ${control} % get nothing, as the control group`;
  return `“${name}”${size}${apart}`;
}

/** `email and sms`. */
export function channelWords(channels: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(channels.map((channel) => channel.replaceAll('_', ' ')));
}
