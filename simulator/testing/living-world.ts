import { iso } from '#fixtures/instants.ts';
import { openWorld } from '#fixtures/open-world.ts';
import type { CampaignRecord, Collections, StreamRecord, TriggerRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { settle } from '../tenant/life/settle.ts';
import { createWorld } from '../tenant/world.ts';

/** Where the clock of a living world starts: a Monday at seven in the morning in the tenant's zone. */
export const START = Date.parse('2026-06-15T12:00:00.000Z');
export const SHOP = 'northaisle';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The demo world with one tenant, on a clock that stands still until it is moved. */
export function livingWorld(): World {
  const world = createWorld({
    seed: 1,
    scale: 'small',
    clock: new Date(START),
    open(options) {
      const { tenants, users } = openWorld(options);
      return { users, tenants: new Map([...tenants].filter(([id]) => id === SHOP)) };
    },
  });
  world.clock.freeze(true);
  world.clock.set(new Date(START));
  return world;
}

/** Moves the clock to so many milliseconds after the start, and lets happen what is due. */
export function moveTo(world: World, elapsed: number): void {
  world.clock.set(new Date(START + elapsed));
  settle(world);
}

/** A record of the shop, by its name or its id. */
export function recordOf<Name extends keyof Collections>(
  world: World,
  collection: Name,
  name: string,
): Collections[Name] {
  const records: readonly Collections[Name][] = world.tenant(SHOP)?.collections[collection] ?? [];
  const found = records.find((record) => record.id === name || record.name === name);
  if (found === undefined) throw new Error(`${SHOP} has no ${name} in ${collection}.`);
  return found;
}

const made = {
  brand: SHOP,
  source: 'ui',
  created_by: 'ann',
  created_at: iso(START),
  updated_at: iso(START),
} as const;

/** A new campaign of the shop: a text message to nine of ten pickup regulars. A draft, unless `more` says otherwise. */
export function putCampaign(world: World, more: Partial<CampaignRecord> = {}): CampaignRecord {
  const { id: channel_id } = recordOf(world, 'channels', 'OptiText');
  const group = recordOf(world, 'target-groups', 'Pickup Regulars');
  const content = { body: 'Order before noon, pick up at five.' };
  const message = { channel: 'sms', channel_id, template: null, content, send_time: null } as const;
  const action = { promotion: null, is_control: false, share_percent: 90, messages: [message] };
  const campaign: CampaignRecord = {
    ...made,
    id: world.changes.nextId(),
    name: 'Lunch at the pickup counter',
    status: 'draft',
    type: 'scheduled',
    channels: ['sms'],
    target_group: { id: group.id, name: group.name },
    tags: [],
    execution_at: null,
    objective: '',
    notes: '',
    control_group_percent: 10,
    duration_days: 3,
    lead_time_days: 1,
    actions: [
      { ...action, id: world.changes.nextId(), name: 'Text' },
      {
        ...action,
        id: world.changes.nextId(),
        name: 'Do nothing',
        is_control: true,
        share_percent: 10,
        messages: [],
      },
    ],
    exclusions: [],
    schedule: null,
    trigger: null,
    stream: null,
    approval: { state: 'not_requested', by: null, at: null },
    occurrences: [],
    ...more,
  };
  world.changes.put(SHOP, 'campaigns', campaign);
  return campaign;
}

/** A new trigger of the shop for large purchases. A draft, unless `more` says otherwise. */
export function putTrigger(world: World, more: Partial<TriggerRecord> = {}): TriggerRecord {
  const trigger: TriggerRecord = {
    ...made,
    id: world.changes.nextId(),
    name: 'Large basket',
    status: 'draft',
    kind: 'simple',
    event: 'purchase',
    channels: [],
    fired_last_24h: 0,
    description: '',
    conditions: [{ property: 'total', operator: 'gt', value: 100 }],
    time_frame_hours: null,
    expected_event: null,
    frequency_cap: null,
    target_group: null,
    campaigns: [],
    fire_counts: { last_24h: 0, last_7d: 0, last_30d: 0 },
    ...more,
  };
  world.changes.put(SHOP, 'triggers', trigger);
  return trigger;
}

/** A new stream of the shop: a text message, a day of waiting, and another one for half of the customers. A draft, unless `more` says otherwise. */
export function putStream(world: World, more: Partial<StreamRecord> = {}): StreamRecord {
  const group = recordOf(world, 'target-groups', 'Pickup Regulars');
  const stream: StreamRecord = {
    ...made,
    id: world.changes.nextId(),
    name: 'Pickup track',
    status: 'draft',
    channels: ['sms'],
    campaign_count: 0,
    starts_at: null,
    ends_at: null,
    objective: '',
    entry_target_group: { id: group.id, name: group.name },
    control_group_percent: 20,
    allocated_customers: 0,
    treatments: [],
    steps: [
      { key: 'hello', type: 'message', channel: 'sms', next: 'day' },
      { key: 'day', type: 'wait', wait_hours: 24, next: 'half' },
      { key: 'half', type: 'split', split_percent: 50, next: 'again', next_alt: 'end' },
      { key: 'again', type: 'message', channel: 'sms', next: 'end' },
      { key: 'end', type: 'exit' },
    ],
    campaigns: [],
    kpis: [],
    ...more,
  };
  world.changes.put(SHOP, 'streams', stream);
  return stream;
}
