import type { ChannelKind } from '#contract/entities/entity.ts';
import { iso } from '#fixtures/instants.ts';
import { rollOf } from '#fixtures/random.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { EntityChange, SentMessage, World } from '../../ports.ts';
import { isMember } from './customers.ts';
import type { Doer } from './doer.ts';
import { withRun } from './execute-campaign.ts';
import type { Setting } from './setting.ts';

/** What a triggered campaign did for one customer. */
export type TriggeredOutcome = 'sent' | 'control_group' | 'not_in_target_group' | 'no_channel';

export interface TriggeredSend {
  campaign: { id: string; name: string };
  outcome: TriggeredOutcome;
  changes: EntityChange[];
  messages: Omit<SentMessage, 'seq'>[];
}

/** Sends the one message of a triggered campaign to a customer of its target group, unless the control group has them. */
export function triggerCampaign(
  world: World,
  setting: Setting,
  campaign: CampaignRecord,
  customer: string,
  at: number,
  doer: Doer,
): TriggeredSend {
  const { id, name } = campaign;
  const send: TriggeredSend = { campaign: { id, name }, outcome: 'no_channel', changes: [], messages: [] };
  if (!isMember(setting, customer, campaign.target_group.id))
    return { ...send, outcome: 'not_in_target_group' };

  const roll = rollOf(world.seed, setting.tenant.facts.id, 'life', 'treatment', id, customer);
  const isControl = roll(0) * 100 < campaign.control_group_percent;
  const channel = isControl ? null : channelFor(setting, campaign, roll(1));
  if (!isControl && channel === null) return send;

  const record = withCustomer(world, setting, campaign, isControl, at);
  world.changes.put(setting.tenant.facts.id, 'campaigns', record);
  const changes = [{ type: 'campaign', id, act: 'execute', from: campaign.status, to: record.status }];
  if (channel === null) return { ...send, outcome: 'control_group', changes };
  const message: Omit<SentMessage, 'seq'> = {
    time: iso(at),
    tenant_id: setting.tenant.facts.id,
    user_id: doer.user_id,
    client_id: doer.client_id,
    endpoint: doer.endpoint,
    channel,
    entity: { type: 'campaign', id },
    recipients: 1,
  };
  world.messages.add(message);
  return { ...send, outcome: 'sent', changes, messages: [message] };
}

/** The first channel that is not switched off, of an action that is drawn by the shares. */
function channelFor({ channelOf }: Setting, { actions }: CampaignRecord, roll: number): ChannelKind | null {
  const open = actions.map((action) => ({
    share: action.is_control ? 0 : action.share_percent,
    channel: action.messages.find(({ channel }) => (channelOf(channel)?.status ?? 'disabled') !== 'disabled')
      ?.channel,
  }));
  let drawn = roll * open.reduce((sum, { share }) => sum + share, 0);
  for (const { share, channel } of open) {
    drawn -= share;
    if (drawn < 0) return channel ?? null;
  }
  return null;
}

/** What an event starts goes on all day: a customer is counted in the occurrence of the tenant's day. */
function withCustomer(
  world: World,
  { tenant }: Setting,
  campaign: CampaignRecord,
  isControl: boolean,
  at: number,
): CampaignRecord {
  const [last] = campaign.occurrences;
  const dayOf = (instant: number): string =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(tenant.facts.time_zone)
      .toPlainDate()
      .toString();
  const isToday = last !== undefined && dayOf(Date.parse(last.executed_at)) === dayOf(at);
  const today = isToday
    ? last
    : {
        id: world.changes.nextId(),
        executed_at: iso(at),
        status: 'successful' as const,
        targeted: 0,
        control: 0,
        error: null,
      };
  const run = {
    ...today,
    targeted: today.targeted + 1,
    control: today.control + (isControl ? 1 : 0),
  };
  return {
    ...withRun(campaign, run),
    execution_at: run.executed_at,
    updated_at: iso(Math.max(at, Date.parse(campaign.updated_at))),
  };
}
