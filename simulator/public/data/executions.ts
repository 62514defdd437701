import { dateOf, instantsOf } from '#fixtures/instants.ts';
import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import { noSuch } from '../problem.ts';
import type { Problem } from '../problem.ts';

type Occurrence = CampaignRecord['occurrences'][number];

/**
 * One occurrence of a campaign: what the public API means by a campaign. Its `CampaignID` is the id of the occurrence that the
 * platform API lists with the campaign.
 */
export interface Execution {
  campaign: CampaignRecord;
  occurrence: Occurrence;
  /** The tenant's day, `2026-11-20`. */
  day: string;
}

interface Executions {
  byId: ReadonlyMap<string, Execution>;
  byDay: ReadonlyMap<string, readonly Execution[]>;
}

const known = new WeakMap<TenantData['collections']['campaigns'], Executions>();

function executionsOf({ facts, collections: { campaigns } }: TenantData): Executions {
  const made = known.get(campaigns);
  if (made !== undefined) return made;
  const { dayOf } = instantsOf(new Date(facts.last_data_update), facts.time_zone);
  const all = campaigns.flatMap((campaign) =>
    campaign.occurrences.map((occurrence) => ({
      campaign,
      occurrence,
      day: dateOf(dayOf(Date.parse(occurrence.executed_at))),
    })),
  );
  const executions = {
    byId: new Map(all.map((one) => [one.occurrence.id, one])),
    byDay: Map.groupBy(all, ({ day }) => day),
  };
  known.set(campaigns, executions);
  return executions;
}

const EXECUTED: readonly Occurrence['status'][] = ['successful', 'failed'];

/** Whether the public API lists it: what an event triggers is never listed there. */
function isListed({ campaign, occurrence }: Execution): boolean {
  return campaign.type !== 'triggered' && EXECUTED.includes(occurrence.status);
}

/** What was executed on one of the tenant's days. */
export function executedOn(tenant: TenantData, day: string): Execution[] {
  return (executionsOf(tenant).byDay.get(day) ?? []).filter(isListed);
}

/** More than the days over which any action is measured. */
export const LONGEST_DAYS = 120;

/** Everything that was executed from one day to another. */
export function executedFrom(tenant: TenantData, first: string, last: string): Execution[] {
  const days = [...executionsOf(tenant).byDay.keys()].filter((day) => day >= first && day <= last);
  return days.toSorted().flatMap((day) => executedOn(tenant, day));
}

/** The occurrence of a `CampaignID`, whatever became of it. */
export function executionOf(tenant: TenantData, id: string): Execution | Problem {
  return executionsOf(tenant).byId.get(String(Number(id))) ?? noSuch('executed campaign', id);
}

export const STATUS_TEXTS: Readonly<Record<Occurrence['status'], string>> = {
  successful: 'Successful',
  failed: 'Failed',
  running: 'Processing',
  not_run: 'Not Run',
  cancelled: 'Cancelled',
};
