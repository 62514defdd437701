import { iso } from '#fixtures/instants.ts';
import type { CampaignRecord, ErrorRecord } from '#fixtures/world-data.ts';
import type { EntityChange, SentMessage, World } from '../../ports.ts';
import type { Doer } from './doer.ts';
import { outcomeOfRun, type Failure } from './outcome-of-run.ts';
import { nextAfter } from './recurrence.ts';
import { settingOf, type Setting } from './setting.ts';

type Occurrence = CampaignRecord['occurrences'][number];

/** What became of a campaign that was executed: its record, what went out, and the change as the journal has it. */
export interface Execution {
  record: CampaignRecord;
  messages: readonly Omit<SentMessage, 'seq'>[];
  change: EntityChange;
}

/** A campaign lists as many. */
const MOST_OCCURRENCES = 10;

/**
 * Executes a campaign at an instant, in milliseconds since 1970: one occurrence, and a message for each channel. Without customers it
 * does not run, without a channel that works it fails. Everything is written but the journal entry, which is the caller's.
 */
export function executeCampaign(
  world: World,
  tenantId: string,
  campaign: CampaignRecord,
  at: number,
  doer: Doer,
  setting: Setting = settingOf(world, tenantId, at),
): Execution {
  const { id, status: from } = campaign;
  const outcome = outcomeOfRun(setting, campaign, doer.via === 'clock');
  const { targeted, control, failure } = outcome;
  const occurrence: Occurrence = {
    id: world.changes.nextId(),
    executed_at: iso(at),
    status: failure?.status ?? 'running',
    targeted,
    control,
    error: failure?.cause ?? null,
  };
  const record = afterRun(campaign, occurrence, at);
  world.changes.put(tenantId, 'campaigns', record);
  if (failure !== null) {
    const error = errorOf(campaign, occurrence, failure);
    world.life.tables.errors.set(`${tenantId}/${occurrence.id}`, { tenant: tenantId, error });
  }
  const messages = outcome.recipients.map(([channel, recipients]) => ({
    time: iso(at),
    tenant_id: tenantId,
    user_id: doer.user_id,
    client_id: doer.client_id,
    endpoint: doer.endpoint,
    channel,
    entity: { type: 'campaign', id },
    recipients,
  }));
  for (const message of messages) world.messages.add(message);
  return { record, messages, change: { type: 'campaign', id, act: 'execute', from, to: record.status } };
}

/** What recurs keeps its rhythm, whatever became of this run; what does not is over where it failed. */
function afterRun(campaign: CampaignRecord, run: Occurrence, at: number): CampaignRecord {
  const planned = campaign.execution_at === null ? 0 : Date.parse(campaign.execution_at);
  const next = nextAfter(campaign.schedule, at);
  return {
    ...withRun(campaign, run),
    status: next === null && (run.status === 'failed' || run.status === 'not_run') ? run.status : 'running',
    execution_at: iso(next === null ? at : planned > at ? planned : next),
    updated_at: iso(at),
  };
}

/** The campaign with another run, which is the newest: those that went on are over. */
export function withRun(campaign: CampaignRecord, run: Occurrence): CampaignRecord {
  const earlier = campaign.occurrences.filter(({ id }) => id !== run.id).map(finished);
  return { ...campaign, occurrences: [run, ...earlier].slice(0, MOST_OCCURRENCES) };
}

/** A run that went on is over. */
export function finished(run: Occurrence): Occurrence {
  return run.status === 'running' ? { ...run, status: 'successful' } : run;
}

function errorOf(
  { id, name, brand, channels }: CampaignRecord,
  { id: run, executed_at, targeted, control }: Occurrence,
  { severity, cause, fix }: Failure,
): ErrorRecord {
  return {
    id: run,
    at: executed_at,
    severity,
    status: 'open',
    brand,
    entity: { type: 'campaign', id, name },
    channel: targeted === 0 ? null : (channels[0] ?? null),
    customers_affected: targeted - control,
    cause,
    fix,
  };
}
