import type { TenantData } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { campaignStep } from './campaign-step.ts';
import { clockDoer } from './doer.ts';
import type { Due } from './due-queue.ts';
import { fireTrigger, recount } from './fire-trigger.ts';
import { settingOf, type Setting } from './setting.ts';
import { streamDay } from './stream-day.ts';
import { walk } from './stream-walk.ts';
import { writeDown } from './write-down.ts';

/**
 * Brings the world up to its clock: whatever became due since the last time happens, in the order of time and at its own time, so
 * that it does not matter in how many steps the clock was moved. A clock that was set back undoes nothing.
 */
export function settle(world: World): void {
  const now = world.clock.now().getTime();
  const tenants = new Map<string, TenantData | undefined>();
  for (let due = world.life.take(now); due !== undefined; due = world.life.take(now)) {
    const tenant = tenants.get(due.tenant) ?? world.tenant(due.tenant);
    tenants.set(due.tenant, tenant);
    HAPPENINGS[due.kind](world, settingOf(world, due.tenant, due.at, tenant), due);
  }
}

const HAPPENINGS: Readonly<Record<Due['kind'], (world: World, setting: Setting, due: Due) => void>> = {
  campaign(world, setting, { tenant, id }) {
    const campaign = world.life.find('campaigns', tenant, id);
    if (campaign !== undefined) campaignStep(world, setting, campaign);
  },
  stream: dayOfStream,
  allocation: dayOfStream,
  cohort(world, setting, { tenant, id, at }) {
    const { cohorts } = world.life.tables;
    const cohort = cohorts.get(`${tenant}/${id}`);
    cohorts.delete(`${tenant}/${id}`);
    const stream = cohort && world.life.find('streams', tenant, cohort.stream);
    if (cohort === undefined || stream?.status !== 'active') return;
    const doer = clockDoer('walk-stream');
    const sent = walk(world, setting, stream, cohort, at, doer);
    const change = { type: 'stream', id: stream.id, act: 'walk' };
    if (sent.length > 0) writeDown(world, tenant, at, doer, 'send', [change], sent.length);
  },
  sequence(world, setting, { tenant, id, at }) {
    const { sequences } = world.life.tables;
    const sequence = sequences.get(`${tenant}/${id}`);
    sequences.delete(`${tenant}/${id}`);
    const trigger = sequence && world.life.find('triggers', tenant, sequence.trigger);
    if (trigger?.kind !== 'uncompleted_sequence' || trigger.status !== 'armed') return;
    const doer = clockDoer('fire-trigger');
    const fired = fireTrigger(world, setting, trigger, sequence?.customer ?? '', at, doer);
    if (fired !== null) writeDown(world, tenant, at, doer, 'send', fired.changes, fired.messages.length);
  },
  firing(world, _setting, { tenant, id, at }) {
    const change = recount(world, tenant, id, at);
    if (change !== null) writeDown(world, tenant, at, clockDoer('recount-trigger'), 'modify', [change]);
  },
};

function dayOfStream(world: World, setting: Setting, { tenant, id, at }: Due): void {
  const stream = world.life.find('streams', tenant, id);
  if (stream === undefined) world.life.tables.allocations.delete(`${tenant}/${id}`);
  else streamDay(world, setting, stream, at);
}
