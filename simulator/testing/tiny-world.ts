import {
  type Collections,
  NO_HISTORY,
  type TenantData,
  type UserRecord,
  type WorldData,
} from '#fixtures/world-data.ts';
import { createWorld } from '../tenant/world.ts';
import type { World } from '../ports.ts';
import { tinyPlatform } from './tiny-platform.ts';

/** A small world for tests in which dates and names are often equal, so that only a total order pages it rightly. */
const TINY_START = '2026-06-15T12:00:00.000Z';

const BRANDS = ['red', 'blue'] as const;
const NAMES = ['Émile', 'emile', 'Zoë welcome', 'Alpha', 'alpha', 'Ünder', 'Winback <b>', 'Churn'] as const;

function user(id: string, memberships: UserRecord['memberships'], disabled = false): UserRecord {
  return { id, email: `${id}@tiny.example`, name: id, password: 'secret', disabled, memberships };
}

export const TINY_USERS: readonly UserRecord[] = [
  user('ann', [{ tenant: 'one', role: 'admin', brands: ['red', 'blue'] }]),
  user('bob', [{ tenant: 'one', role: 'marketer', brands: ['blue'] }]),
  user('eve', [
    { tenant: 'one', role: 'viewer', brands: ['red'] },
    { tenant: 'two', role: 'analyst', brands: ['red', 'blue'] },
  ]),
  user('nil', [{ tenant: 'one', role: 'admin', brands: [] }]),
  user('dan', [{ tenant: 'one', role: 'admin', brands: ['red', 'blue'] }], true),
  user('out', []),
];

const daysAgo = (days: number) => new Date(Date.parse(TINY_START) - days * 86_400_000).toISOString();

function base(index: number) {
  return {
    id: String(index * 7 + 3),
    name: NAMES[index % NAMES.length] ?? '',
    brand: BRANDS[index % 3 === 0 ? 0 : 1],
    source: 'ui' as const,
    created_at: daysAgo(index % 5),
    created_by: 'ann@tiny.example',
    updated_at: daysAgo(index % 3),
  };
}

const ref = (id: string) => ({ id, name: `Number ${id}` });
const times = <Row>(count: number, make: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => make(index));
const STATUSES = ['draft', 'running', 'completed'] as const;

function campaign(index: number): Collections['campaigns'] {
  return {
    ...base(index),
    status: STATUSES[index % STATUSES.length] ?? 'draft',
    type: index % 2 === 0 ? 'scheduled' : 'triggered',
    channels: index % 4 === 0 ? ['email', 'sms'] : ['push'],
    target_group: ref(String((index % 2) + 1)),
    tags: index % 3 === 0 ? ['vip'] : [],
    execution_at: index % 2 === 0 ? daysAgo(index % 4) : null,
    objective: 'Win back',
    notes: '',
    control_group_percent: 10,
    duration_days: 3,
    lead_time_days: 1,
    actions: [],
    exclusions: [],
    schedule: null,
    trigger: null,
    stream: null,
    approval: { state: 'not_requested', by: null, at: null },
    occurrences: [],
  };
}

function promotion(index: number): Collections['promotions'] {
  return {
    ...base(index),
    code: `CODE${index}`,
    status: index % 2 === 0 ? 'active' : 'draft',
    reward_type: 'bonus_amount',
    valid_from: daysAgo(10),
    valid_to: index % 2 === 0 ? null : daysAgo(index),
    used_in_count: 0,
    description: '',
    code_kind: 'global',
    tiers: [],
    limits: { per_customer: null, audience_cap: null, reward_budget: null, currency: 'EUR' },
    used_in: [],
  };
}

function trigger(index: number): Collections['triggers'] {
  return {
    ...base(index),
    status: index % 2 === 0 ? 'armed' : 'draft',
    kind: 'simple',
    event: index % 2 === 0 ? 'deposit' : 'login',
    channels: ['push'],
    fired_last_24h: index,
    description: '',
    conditions: [],
    time_frame_hours: null,
    expected_event: null,
    frequency_cap: null,
    target_group: null,
    campaigns: [],
    fire_counts: { last_24h: 1, last_7d: 2, last_30d: 3 },
  };
}

function journey(index: number): Collections['journeys'] {
  return {
    ...base(index),
    status: 'active',
    channels: ['email'],
    active_customers: 5,
    starts_at: null,
    ends_at: null,
    description: '',
    entry: { kind: 'event', ref: null, event: 'deposit', reentry_days: null },
    nodes: [],
    exit_rules: [],
    goals: [],
  };
}

function stream(index: number): Collections['streams'] {
  return {
    ...base(index),
    status: 'draft',
    channels: ['sms'],
    campaign_count: 0,
    starts_at: null,
    ends_at: null,
    objective: '',
    entry_target_group: ref('1'),
    control_group_percent: 5,
    allocated_customers: 0,
    treatments: [],
    steps: [],
    campaigns: [],
    kpis: [],
  };
}

function segment(index: number): Collections['segments'] {
  return {
    ...base(index),
    key: `segment_${index}`,
    kind: index % 2 === 0 ? 'custom' : 'value',
    customer_count: 10,
    counted_at: TINY_START,
    description: '',
    definition: { type: 'attribute', attribute: 'country', operator: 'eq', value: 'Malta' },
    used_in: [],
  };
}

function targetGroup(index: number): Collections['target-groups'] {
  return {
    ...base(index),
    status: 'active',
    priority: index + 1,
    size: 10,
    sized_at: TINY_START,
    used_in_count: 0,
    description: '',
    criteria: { type: 'lifecycle_stage', operator: 'in', values: ['vip'] },
    exclusions: [],
    campaigns: [],
  };
}

function tenant(id: string, size: number): TenantData {
  return {
    ...NO_HISTORY,
    platform: tinyPlatform(TINY_START),
    facts: {
      id,
      name: `Tenant ${id}`,
      industry: 'Tests',
      region: 'eu',
      currency: 'EUR',
      time_zone: 'Europe/Malta',
      language: 'en',
      brands: BRANDS.map((key) => ({ key, name: key.toUpperCase() })),
      last_data_update: TINY_START,
    },
    schema: [
      { kind: 'lifecycle_stage', key: 'vip', name: 'VIP', description: '' },
      {
        kind: 'attribute',
        key: 'country',
        name: 'Country',
        description: '',
        aliases: [],
        value_type: 'string',
      },
    ],
    collections: {
      campaigns: times(size * 6, campaign),
      promotions: times(size, promotion),
      triggers: times(size, trigger),
      journeys: times(size, journey),
      streams: times(size, stream),
      segments: times(size, segment),
      'target-groups': times(size, targetGroup),
      channels: times(2, (index) => ({
        id: String(index + 1),
        name: `Channel ${index}`,
        kind: 'email',
        provider: 'Optimail',
        status: 'active',
        senders: BRANDS.map((brand) => ({ brand, name: brand, address: `${brand}@tiny.example` })),
        template_count: 99,
      })),
      templates: times(size, (index) => ({
        id: String(index + 1),
        name: NAMES[index % NAMES.length] ?? '',
        brand: BRANDS[index % 2] ?? '',
        channel: 'email',
        channel_id: String((index % 2) + 1),
        language: 'en',
        updated_at: daysAgo(index),
        subject: null,
        body: 'Hello',
        personalization: [],
        used_in: [],
      })),
    },
  };
}

function openTinyWorld(): WorldData {
  const tenants = ['one', 'two'].map((id, index) => [id, () => tenant(id, 8 - index * 4)] as const);
  return { tenants: new Map(tenants), users: TINY_USERS };
}

export function createTinyWorld(): World {
  return createWorld({ seed: 7, scale: 'small', clock: new Date(TINY_START), open: openTinyWorld });
}
