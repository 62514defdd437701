import type { CampaignRecord, TargetGroupRecord } from '#fixtures/world-data.ts';
import { createIdIndex } from '../id-index.ts';
import type { Scene } from './define.ts';

/** `Friday, 19 June 2026 at 17:00 (Europe/Malta)`. */
export function instantWords(instant: string | Date, { tenant }: Scene): string {
  const zone = tenant.facts.time_zone;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(instant))} (${zone})`;
}

/** When, how and to whom a campaign goes out, in sentences. */
export function sendingWords(campaign: CampaignRecord, at: string, scene: Scene): string[] {
  const when = instantWords(at, scene);
  const how = channelWords(campaign.channels);
  return [
    campaign.type === 'triggered'
      ? `It answers the trigger “${campaign.trigger?.name}” from ${when} on, by ${how}.`
      : `It goes out on ${when} by ${how}.`,
    ...reachWords(campaign, scene),
  ];
}

/** Whom a campaign reaches, and by which of its channels it does not, in sentences. */
export function reachWords(campaign: CampaignRecord, scene: Scene): string[] {
  const { channels } = scene.tenant.collections;
  return [
    `It reaches ${audienceWords(campaign, scene)}.`,
    ...campaign.channels.flatMap((kind) => {
      const status = channels.find((channel) => channel.kind === kind)?.status ?? 'disabled';
      if (status === 'disabled') return `Nothing goes out by ${channelWords([kind])} while that is disabled.`;
      return status === 'degraded' ? `By ${channelWords([kind])}, which is degraded, it may fail.` : [];
    }),
  ];
}

const findGroup = createIdIndex<TargetGroupRecord>();

/** `“Weekend Depositors”, about 8,310 customers, of whom 10 % get nothing, as the control group`. */
function audienceWords(
  { type, target_group: { id, name }, control_group_percent: control }: CampaignRecord,
  { tenant }: Scene,
): string {
  const group = findGroup(tenant.collections['target-groups'], id);
  const size = group === undefined ? '' : `, about ${group.size.toLocaleString('en-US')} customers`;
  const apart = control === 0 ? '' : `, of whom ${control} % get nothing, as the control group`;
  const customers = {
    scheduled: `“${name}”${size}`,
    triggered: `customers of “${name}”, each at the event`,
    stream: `those who come to “${name}” that day`,
  }[type];
  return `${customers}${apart}`;
}

/** `email and sms`. */
export function channelWords(channels: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(channels.map((channel) => channel.replaceAll('_', ' ')));
}
