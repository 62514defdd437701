import type { ChannelKind } from '#contract/entities/entity.ts';
import { iso } from '#fixtures/instants.ts';
import { portions } from '#fixtures/results/portions.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { EntityChange, SentMessage, World } from '../../ports.ts';
import type { Doer } from './doer.ts';
import { nextAfter } from './recurrence.ts';
import { settingOf, type Setting } from './setting.ts';

type Occurrence = CampaignRecord['occurrences'][number];
type Message = Omit<SentMessage, 'seq'>;

/** What became of a campaign that was executed: its record, what went out, and the change as the journal has it. */
export interface Execution {
  record: CampaignRecord;
  messages: readonly Message[];
  change: EntityChange;
}

/** How many of a hundred runs over a degraded channel fail. */
const LOST_BY_DEGRADED = 20;
const MOST_OCCURRENCES = 10;

/**
 * Executes a campaign at an instant: one occurrence, and a message for each channel. Without customers it does not run, without a
 * channel that works it fails. Everything is written but the journal entry, which is the caller's.
 */
export function executeCampaign(
  world: World,
  tenantId: string,
  campaign: CampaignRecord,
  at: number,
  doer: Doer,
  setting: Setting = settingOf(world, tenantId),
): Execution {
  const targeted = targetedOf(setting, campaign, at);
  const control = Math.round((targeted * campaign.control_group_percent) / 100);
  const works = workingChannels(setting, campaign, at);
  const error = errorOf(campaign, targeted, works);
  const status = error === null ? 'running' : targeted === 0 ? 'not_run' : 'failed';
  const occurrence: Occurrence = {
    id: world.changes.nextId(),
    executed_at: iso(at),
    status,
    targeted,
    control,
    error,
  };
  const recipients = error === null ? recipientsOf(campaign, targeted - control, works) : [];
  const record = withRun(campaign, occurrence, at);
  const messages = recipients.map(([channel, count]): Message => ({
    time: iso(at),
    tenant_id: tenantId,
    user_id: doer.user_id,
    client_id: doer.client_id,
    endpoint: doer.endpoint,
    channel,
    entity: { type: 'campaign', id: campaign.id },
    recipients: count,
  }));
  world.changes.put(tenantId, 'campaigns', record);
  for (const message of messages) world.messages.add(message);
  const change = {
    type: 'campaign',
    id: campaign.id,
    act: 'execute',
    from: campaign.status,
    to: record.status,
  };
  return { record, messages, change };
}

/** Nearly everybody of the group; of a stream's campaign the few who are in the stream that day. */
function targetedOf(
  { groupOf, roll }: Setting,
  { id, type, target_group }: CampaignRecord,
  at: number,
): number {
  const size = groupOf(target_group.id)?.size ?? 0;
  const share = type === 'stream' ? 0.02 : 1;
  return Math.round(size * share * (0.88 + 0.12 * roll('reached', id, at)));
}

function workingChannels(
  { channelOf, roll }: Setting,
  campaign: CampaignRecord,
  at: number,
): Set<ChannelKind> {
  const kinds = campaign.actions.flatMap(({ messages }) => messages.map(({ channel }) => channel));
  return new Set(
    kinds.filter((kind) => {
      const status = channelOf(kind)?.status ?? 'disabled';
      const isLost = roll(`lost ${kind}`, campaign.id, at) * 100 < LOST_BY_DEGRADED;
      return status === 'active' || (status === 'degraded' && !isLost);
    }),
  );
}

function errorOf(
  { actions }: CampaignRecord,
  targeted: number,
  works: ReadonlySet<ChannelKind>,
): string | null {
  if (targeted === 0) return 'The target group was empty on the day of execution.';
  const sends = actions.some(({ messages }) => messages.length > 0);
  return sends && works.size === 0 ? 'Channel provider unavailable.' : null;
}

/** The treated customers, divided among actions by their shares, and of each among its messages; those of a lost channel get nothing. */
function recipientsOf(
  { actions }: CampaignRecord,
  treated: number,
  works: ReadonlySet<ChannelKind>,
): [ChannelKind, number][] {
  const sending = actions.filter(({ is_control, messages }) => !is_control && messages.length > 0);
  const cells = sending.flatMap(({ share_percent, messages }) =>
    messages.map(({ channel }) => ({ channel, weight: share_percent / messages.length })),
  );
  const counts = portions(
    treated,
    cells.map(({ weight }) => weight),
  );
  const byChannel = new Map<ChannelKind, number>();
  for (const [at, { channel }] of cells.entries()) {
    if (works.has(channel)) byChannel.set(channel, (byChannel.get(channel) ?? 0) + (counts[at] ?? 0));
  }
  return [...byChannel].filter(([, count]) => count > 0);
}

/** The record after a run. What recurs keeps its rhythm, whatever became of this run. */
function withRun(campaign: CampaignRecord, occurrence: Occurrence, at: number): CampaignRecord {
  const planned = campaign.execution_at === null ? 0 : Date.parse(campaign.execution_at);
  const next = nextAfter(campaign.schedule, at);
  const isOver = occurrence.status !== 'running' && next === null;
  const earlier = campaign.occurrences.map(finished);
  return {
    ...campaign,
    status: isOver && occurrence.status !== 'running' ? endOf(occurrence) : 'running',
    execution_at: iso(next === null ? at : planned > at ? planned : next),
    updated_at: iso(at),
    occurrences: [occurrence, ...earlier].slice(0, MOST_OCCURRENCES),
  };
}

function endOf({ status }: Occurrence): 'not_run' | 'failed' {
  return status === 'not_run' ? 'not_run' : 'failed';
}

/** A run that went on is over. */
export function finished(occurrence: Occurrence): Occurrence {
  return occurrence.status === 'running' ? { ...occurrence, status: 'successful' } : occurrence;
}
