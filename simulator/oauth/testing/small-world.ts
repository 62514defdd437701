import { USERS } from '#fixtures/users.ts';
import { NO_HISTORY, type TenantData, type TenantFacts } from '#fixtures/world-data.ts';
import type { Worlds } from '../../ports.ts';
import { createWorlds } from '../../worlds/worlds.ts';

const FACTS: TenantFacts[] = [
  {
    id: 'lumenplay',
    name: 'Lumenplay',
    industry: 'gaming',
    region: 'eu',
    currency: 'EUR',
    time_zone: 'Europe/Malta',
    language: 'en',
    brands: [
      { key: 'lumenplay', name: 'LumenPlay' },
      { key: 'lumenbet', name: 'LumenBet' },
    ],
    last_data_update: '2026-11-22T00:00:00Z',
  },
  {
    id: 'northaisle',
    name: 'Northaisle',
    industry: 'grocery',
    region: 'us',
    currency: 'USD',
    time_zone: 'America/Chicago',
    language: 'en',
    brands: [{ key: 'northaisle', name: 'North Aisle' }],
    last_data_update: '2026-11-22T00:00:00Z',
  },
];

/** The demo users in tenants without entities: all that sign-in and consent look at. */
export function createSmallWorlds(): Worlds {
  const tenants = new Map(FACTS.map((facts) => [facts.id, () => emptyTenant(facts)]));
  return createWorlds({ seed: 1, scale: 'small', open: () => ({ tenants, users: USERS }) });
}

function emptyTenant(facts: TenantFacts): TenantData {
  return {
    ...NO_HISTORY,
    facts,
    schema: [],
    collections: {
      campaigns: [],
      promotions: [],
      triggers: [],
      journeys: [],
      streams: [],
      segments: [],
      'target-groups': [],
      channels: [],
      templates: [],
    },
  };
}
