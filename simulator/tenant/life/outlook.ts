import { QUIET } from '#fixtures/quiet.ts';
import type { CampaignRecord, StreamRecord, TenantData } from '#fixtures/world-data.ts';
import type { ChangeTables } from '../changes.ts';
import { createIdIndex } from '../id-index.ts';
import type { Table, WorldState } from '../state.ts';
import { rowsWith, type Wanted } from '../table-index/rows-with.ts';
import { createAgenda } from './agenda.ts';
import { nextStep } from './campaign-course.ts';
import type { Due } from './due-queue.ts';
import { firstAllocation } from './stream-day.ts';
import type { LifeTables } from './tables.ts';

export interface OutlookSetup {
  state: WorldState;
  changed: ChangeTables;
  tables: LifeTables;
  epoch: number;
  tenantIds: readonly string[];
  /** A tenant as it was at the epoch. */
  begun: (id: string) => TenantData | undefined;
}

/** The campaigns that have a next step. */
const AT_WORK: Wanted<CampaignRecord> = {
  property: 'status',
  values: ['scheduled', 'processing', 'running'],
  of: ({ status }) => status,
};

/** What is to come, from everything that is written. */
export interface Outlook {
  take(until: number): Due | undefined;
}

/**
 * Follows what is written and notes what comes of it. What the world began with is looked through once, when the first of it can be
 * due: of a long list only what has something to come is kept.
 */
export function createOutlook({ state, changed, tables, epoch, tenantIds, begun }: OutlookSetup): Outlook {
  const agenda = createAgenda();
  const findStream = createIdIndex<StreamRecord>();
  let isLookedThrough = false;
  let isNoted = true;

  function noteCampaign(tenant: string, id: string, campaign: CampaignRecord | null): void {
    const next = campaign && nextStep(campaign, epoch);
    agenda.note({ kind: 'campaign', tenant, id }, next?.at ?? null);
  }
  /** A stream whose next allocation is noted in a row has nothing else to come. */
  function noteStream(tenant: string, id: string, stream: StreamRecord | null): void {
    const hasRow = tables.allocations.get(`${tenant}/${id}`) !== undefined;
    const at = stream === null || hasRow ? null : firstAllocation(stream, quietUntil(tenant, id));
    agenda.note({ kind: 'stream', tenant, id }, at);
  }
  function begunStream(tenant: string, id: string): StreamRecord | undefined {
    return findStream(begun(tenant)?.collections.streams ?? [], id);
  }
  /** A stream that the world began with had its days until then, whatever changes in it. */
  function quietUntil(tenant: string, id: string): number {
    return begunStream(tenant, id)?.status === 'active' ? epoch + QUIET : 0;
  }
  function lookThrough(tenant: string): void {
    const { campaigns = [], streams = [] } = begun(tenant)?.collections ?? {};
    for (const campaign of rowsWith(campaigns, AT_WORK)) {
      if (changed.campaigns.get(`${tenant}/${campaign.id}`) !== undefined) continue;
      noteCampaign(tenant, campaign.id, campaign);
    }
    for (const stream of streams) {
      if (changed.streams.get(`${tenant}/${stream.id}`) !== undefined) continue;
      noteStream(tenant, stream.id, stream);
    }
  }
  /** The same for the stream that a key names, as it is now. */
  function noteStreamOf(key: string): void {
    const { tenant, id } = partsOf(key);
    const change = changed.streams.get(key);
    noteStream(tenant, id, change === undefined ? (begunStream(tenant, id) ?? null) : change.record);
  }
  /** After rows were taken away, what the world began with counts again; all is noted anew when it is asked for. */
  function startOver(): void {
    isLookedThrough = false;
    isNoted = false;
  }
  function noteChanged(): void {
    agenda.forget('campaign');
    agenda.forget('stream');
    for (const { tenant, id, record } of changed.campaigns.values()) noteCampaign(tenant, id, record);
    for (const { tenant, id, record } of changed.streams.values()) noteStream(tenant, id, record);
  }
  const onWrite: Readonly<Record<string, (key: string | undefined) => void>> = {
    'data/campaigns'(key) {
      const change = changed.campaigns.get(key ?? '');
      if (change === undefined) startOver();
      else noteCampaign(change.tenant, change.id, change.record);
    },
    'data/streams'(key) {
      const change = changed.streams.get(key ?? '');
      if (change === undefined) startOver();
      else noteStream(change.tenant, change.id, change.record);
    },
    'life/allocations'(key) {
      noteRow('allocation', tables.allocations, key);
      if (key === undefined) startOver();
      else noteStreamOf(key);
    },
    'life/cohorts': (key) => noteRow('cohort', tables.cohorts, key),
    'life/firings': (key) => noteRow('firing', tables.firings, key),
    'life/sequences': (key) => noteRow('sequence', tables.sequences, key),
  };
  function noteRow(kind: Due['kind'], rows: Table<{ at: number }>, key: string | undefined): void {
    if (key === undefined) agenda.forget(kind);
    else agenda.note({ kind, ...partsOf(key) }, rows.get(key)?.at ?? null);
  }
  state.watch(({ table, key }) => onWrite[table]?.(key));

  return {
    take(until) {
      if (!isNoted) noteChanged();
      isNoted = true;
      if (!isLookedThrough && until >= epoch + QUIET) {
        isLookedThrough = true;
        for (const tenant of tenantIds) lookThrough(tenant);
      }
      return agenda.take(until);
    },
  };
}

/** Every key begins with the tenant. */
function partsOf(key: string): { tenant: string; id: string } {
  const end = key.indexOf('/');
  return { tenant: key.slice(0, end), id: key.slice(end + 1) };
}
