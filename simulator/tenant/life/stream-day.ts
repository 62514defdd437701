import { iso } from '#fixtures/instants.ts';
import type { StreamRecord } from '#fixtures/world-data.ts';
import type { EntityChange, World } from '../../ports.ts';
import { clockDoer } from './doer.ts';
import type { Setting } from './setting.ts';
import { walk } from './stream-walk.ts';
import { writeDown } from './write-down.ts';

const DAY = 24 * 3_600_000;

/** When an active stream allocates customers for the first time in a world: at its time of day, when it has started, not before an instant. */
export function firstAllocation(
  { status, starts_at, updated_at }: StreamRecord,
  earliest: number,
): number | null {
  if (status !== 'active') return null;
  const start = Date.parse(starts_at ?? updated_at);
  const since = Math.max(Date.parse(updated_at), earliest);
  const days = Math.max(0, Math.ceil((since - start) / DAY));
  return start + days * DAY;
}

/** One day of an active stream: its customers are allocated, or it is over. The next day is noted. */
export function streamDay(world: World, setting: Setting, stream: StreamRecord, at: number): void {
  const tenant = setting.tenant.facts.id;
  const key = `${tenant}/${stream.id}`;
  const { allocations } = world.life.tables;
  if (stream.status !== 'active') {
    allocations.delete(key);
    return;
  }
  const end = stream.ends_at === null ? Infinity : Date.parse(stream.ends_at);
  if (at >= end) {
    allocations.delete(key);
    const record: StreamRecord = { ...stream, status: 'completed', updated_at: iso(at) };
    world.changes.put(tenant, 'streams', record);
    writeDown(world, tenant, at, clockDoer('complete-stream'), 'modify', [
      changeOf(stream, record, 'complete'),
    ]);
    return;
  }
  allocations.set(key, { tenant, id: stream.id, at: Math.min(at + DAY, end) });
  allocate(world, setting, stream, at);
}

function allocate(world: World, setting: Setting, stream: StreamRecord, at: number): void {
  const tenant = setting.tenant.facts.id;
  const doer = clockDoer('allocate-stream');
  const customers = customersOf(setting, stream);
  if (customers === 0) return;
  const record = { ...stream, allocated_customers: stream.allocated_customers + customers };
  world.changes.put(tenant, 'streams', record);
  // A stream that holds campaigns sends by them.
  const [first] = stream.campaigns.length === 0 ? stream.steps : [];
  const treated = customers - Math.round((customers * stream.control_group_percent) / 100);
  const sent =
    first === undefined
      ? []
      : walk(world, setting, record, { step: first.key, customers: treated }, at, doer);
  const change = changeOf(stream, record, 'allocate');
  writeDown(world, tenant, at, doer, sent.length > 0 ? 'send' : 'modify', [change], sent.length);
}

/** A twentieth of those of the entry group who are in no treatment yet, and those who came to the group since yesterday. */
function customersOf({ groupOf, roll }: Setting, stream: StreamRecord): number {
  const size = groupOf(stream.entry_target_group.id)?.size ?? 0;
  const left = Math.max(0, size - stream.allocated_customers);
  return Math.round((left * 0.05 + size * 0.005) * (0.8 + 0.4 * roll('allocated', stream.id)));
}

function changeOf(
  { id, status: from }: StreamRecord,
  { status: to }: StreamRecord,
  act: string,
): EntityChange {
  return { type: 'stream', id, act, from, to };
}
