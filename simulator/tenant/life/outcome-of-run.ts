import type { ChannelKind } from '#contract/entities/entity.ts';
import type { ExecutionError } from '#contract/entities/execution-error.ts';
import { portions } from '#fixtures/results/portions.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { Setting } from './setting.ts';

/** Why a run did not come about. */
export interface Failure extends Pick<ExecutionError, 'severity' | 'cause' | 'fix'> {
  status: 'failed' | 'not_run';
}

/** How a run goes: either it reaches customers, or it has a reason not to. */
export interface Outcome {
  targeted: number;
  control: number;
  recipients: readonly (readonly [channel: ChannelKind, customers: number])[];
  failure: Failure | null;
}

/** How many of a hundred runs fail over a degraded channel, and how many do not begin while the daily process is late. */
const UNLUCKY = 20;

const EMPTY: Failure = {
  status: 'not_run',
  severity: 'warning',
  cause: 'The target group was empty on the day of execution.',
  fix: 'Widen the criteria of the target group, and look at its size before scheduling.',
};
const LATE: Failure = {
  status: 'not_run',
  severity: 'warning',
  cause: 'The daily load was late and “run anyway” was off.',
  fix: 'Switch “run anyway” on if the campaign may use the data of the day before.',
};
const UNAVAILABLE: Failure = {
  status: 'failed',
  severity: 'error',
  cause: 'Channel provider unavailable.',
  fix: 'Look at the channel, then duplicate the campaign and schedule it again.',
};

/** Decides how a run goes: by the target group, the channels and the daily process, and by the seed where these are not at their best. */
export function outcomeOfRun(setting: Setting, campaign: CampaignRecord, byClock: boolean): Outcome {
  const { id, control_group_percent: percent } = campaign;
  const customers = customersOf(setting, campaign);
  const works = workingChannels(setting, campaign);
  const sends = campaign.actions.some(({ messages }) => messages.length > 0);
  const waits = byClock && setting.isLate && setting.roll('late', id) * 100 < UNLUCKY;
  const failure = customers === 0 ? EMPTY : waits ? LATE : sends && works.size === 0 ? UNAVAILABLE : null;
  const targeted = failure?.status === 'not_run' ? 0 : customers;
  const control = Math.round((targeted * percent) / 100);
  const recipients = failure === null ? recipientsOf(campaign, targeted - control, works) : [];
  return { targeted, control, recipients, failure };
}

/** Nearly everybody of the group; for the campaign of a stream the few who have come to it that day. */
function customersOf({ groupOf, roll }: Setting, { id, type, target_group }: CampaignRecord): number {
  const size = groupOf(target_group.id)?.size ?? 0;
  const share = type === 'stream' ? 0.02 : 1;
  return Math.round(size * share * (0.88 + 0.12 * roll('reached', id)));
}

function workingChannels({ channelOf, roll }: Setting, { id, actions }: CampaignRecord): Set<ChannelKind> {
  const kinds = actions.flatMap(({ messages }) => messages.map(({ channel }) => channel));
  return new Set(
    kinds.filter((kind) => {
      const status = channelOf(kind)?.status ?? 'disabled';
      return status === 'active' || (status === 'degraded' && roll(`over ${kind}`, id) * 100 >= UNLUCKY);
    }),
  );
}

/** The treated customers, divided among actions by their shares, and of each among its messages; those of a lost channel get nothing. */
function recipientsOf(
  { actions }: CampaignRecord,
  treated: number,
  works: ReadonlySet<ChannelKind>,
): Outcome['recipients'] {
  const cells = actions
    .filter(({ is_control, share_percent }) => !is_control && share_percent > 0)
    .flatMap(({ share_percent, messages }) =>
      messages.map(({ channel }) => ({ channel, weight: share_percent / messages.length })),
    );
  const counts = portions(
    treated,
    cells.map(({ weight }) => weight),
  );
  const byChannel = new Map<ChannelKind, number>();
  for (const [place, { channel }] of cells.entries()) {
    if (works.has(channel)) byChannel.set(channel, (byChannel.get(channel) ?? 0) + (counts[place] ?? 0));
  }
  return [...byChannel].filter(([, customers]) => customers > 0);
}
