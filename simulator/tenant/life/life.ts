import { QUIET } from '#fixtures/quiet.ts';
import type { CampaignRecord, TenantData } from '#fixtures/world-data.ts';
import type { Change, ChangeTables } from '../changes.ts';
import type { WorldState, Write } from '../state.ts';
import { createAgenda } from './agenda.ts';
import { nextStep } from './campaign-course.ts';
import type { Due } from './due-queue.ts';

/** What is to come in a world by itself, and what has to be remembered for it. */
export interface Life {
  /** The instant that the data was made for, in milliseconds since 1970. */
  readonly epoch: number;
  /** Takes out the first thing that is due by an instant; when it happens, something is written. */
  take(until: number): Due | undefined;
  /** A campaign that something is to come of, without looking through all of them. */
  campaign(tenant: string, id: string): CampaignRecord | undefined;
  clear(): void;
}

interface LifeSetup {
  state: WorldState;
  tables: ChangeTables;
  epoch: Date;
  tenantIds: readonly string[];
  /** A tenant as it was at the epoch. */
  begun: (id: string) => TenantData | undefined;
}

/**
 * Follows what is written and notes what comes of it. What the world began with is looked through once, when the first of it can be
 * due: of a long list only what has something to come is kept.
 */
export function createLife({ state, tables, epoch, tenantIds, begun }: LifeSetup): Life {
  const start = epoch.getTime();
  const agenda = createAgenda();
  /** Where in the lists of the beginning the campaigns are that something is to come of. */
  const places = new Map<string, number>();
  let isLookedThrough = false;

  function look(tenant: string): void {
    const campaigns = begun(tenant)?.collections.campaigns ?? [];
    for (const [place, campaign] of campaigns.entries()) {
      const key = `${tenant}/${campaign.id}`;
      const next = tables.campaigns.get(key) === undefined ? nextStep(campaign, start) : null;
      if (next === null) continue;
      places.set(key, place);
      agenda.note({ kind: 'campaign', tenant, id: campaign.id }, next.at);
    }
  }

  function noteCampaign({ tenant, id, record }: Change<CampaignRecord>): void {
    agenda.note({ kind: 'campaign', tenant, id }, record && (nextStep(record, start)?.at ?? null));
  }

  state.watch(({ table, key }: Write) => {
    if (table !== 'data/campaigns') return;
    const change = key === undefined ? undefined : tables.campaigns.get(key);
    if (change !== undefined) {
      noteCampaign(change);
      return;
    }
    agenda.forget('campaign');
    isLookedThrough = false;
    for (const left of tables.campaigns.values()) noteCampaign(left);
  });

  return {
    epoch: start,
    take(until) {
      if (!isLookedThrough && until >= start + QUIET) {
        isLookedThrough = true;
        for (const tenant of tenantIds) look(tenant);
      }
      return agenda.take(until);
    },
    campaign(tenant, id) {
      const key = `${tenant}/${id}`;
      const change = tables.campaigns.get(key);
      if (change !== undefined) return change.record ?? undefined;
      const place = places.get(key);
      return place === undefined ? undefined : begun(tenant)?.collections.campaigns[place];
    },
    clear() {},
  };
}
