import { minutesOfRun } from '#fixtures/platform/jobs.ts';
import type { CampaignRecord } from '#fixtures/world-data.ts';

/** What happens to a campaign by itself. */
export const CAMPAIGN_STEPS = ['lock', 'execute', 'start', 'finish', 'complete'] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** So long before it goes out, a campaign is locked for editing. @see Optimove, "Processing" */
const LOCKED = 15 * MINUTE;

/**
 * What happens to a campaign next, and when; null where nothing happens by itself, as with a draft. It follows from the record
 * alone: whoever changes the campaign changes what is to come. Nothing happens before what happened last.
 */
export function nextStep(campaign: CampaignRecord, epoch: number): { at: number; step: CampaignStep } | null {
  const next = stepOf(campaign, epoch);
  return next && { ...next, at: Math.max(next.at, Date.parse(campaign.updated_at)) };
}

function stepOf(campaign: CampaignRecord, epoch: number): { at: number; step: CampaignStep } | null {
  const { status, type, schedule, execution_at } = campaign;
  const due = execution_at === null ? null : Date.parse(execution_at);
  switch (status) {
    case 'scheduled':
    case 'processing':
      if (due === null) return null;
      if (type === 'triggered') return { at: due, step: 'start' };
      return status === 'scheduled' ? { at: due - LOCKED, step: 'lock' } : { at: due, step: 'execute' };
    case 'running':
      if (type !== 'triggered') return stepOfRunning(campaign, due, epoch);
      return schedule?.ends_at == null ? null : { at: Date.parse(schedule.ends_at), step: 'complete' };
    case 'draft':
    case 'pending_approval':
    case 'paused':
    case 'completed':
    case 'not_run':
    case 'stopped':
    case 'failed':
      return null;
  }
}

/** A run that the world began with goes on until the campaign is completed: it has been slow already. */
function stepOfRunning(
  { occurrences: [last], duration_days, schedule }: CampaignRecord,
  due: number | null,
  epoch: number,
): { at: number; step: CampaignStep } | null {
  if (last === undefined) {
    return due === null || schedule?.kind !== 'recurring' ? null : { at: due, step: 'execute' };
  }
  const ran = Date.parse(last.executed_at);
  const next: { at: number; step: CampaignStep } =
    due !== null && due > ran
      ? { at: due, step: 'execute' }
      : { at: ran + duration_days * DAY, step: 'complete' };
  const finished = ran + minutesOfRun(last.targeted) * MINUTE;
  return last.status === 'running' && ran >= epoch && finished < next.at
    ? { at: finished, step: 'finish' }
    : next;
}
