import type { TriggerRecord } from '#fixtures/world-data.ts';
import type { EntityChange, World } from '../../ports.ts';
import { conditionsHold, type EventContext } from './conditions.ts';
import { isMember } from './customers.ts';
import type { Doer } from './doer.ts';
import { fireTrigger, type Fired } from './fire-trigger.ts';
import { settingOf, type Setting } from './setting.ts';

/** Something that a customer, or a visitor who is none yet, did. */
export interface CustomerEvent {
  event: string;
  /** Null for a visitor. */
  customer: string | null;
  context: EventContext;
  /** In milliseconds since 1970. */
  at: number;
}

/** What an armed trigger made of an event. */
export interface TriggerAnswer {
  id: string;
  name: string;
  outcome:
    | 'fired'
    | 'waiting'
    | 'ended'
    | 'conditions_not_met'
    | 'not_in_target_group'
    | 'frequency_cap'
    | 'no_customer';
  campaigns: Fired['campaigns'];
}

export interface EventAnswer {
  triggers: TriggerAnswer[];
  changes: EntityChange[];
  messages: Fired['messages'];
}

const HOUR = 3_600_000;
/** Where a trigger does not say for how long a sequence goes on. */
const USUAL_FRAME_HOURS = 24;

/**
 * Shows an event to every armed trigger of a tenant. A simple one fires at once, a repeated one at the second event within its time
 * frame, and that of an uncompleted sequence when the time frame ends without the expected event. Nothing is written into the
 * journal: the entry is the caller's.
 */
export function fireEvent(world: World, tenantId: string, event: CustomerEvent, doer: Doer): EventAnswer {
  const setting = settingOf(world, tenantId, event.at);
  const listening = setting.tenant.collections.triggers
    .filter((trigger) => trigger.status === 'armed' && concerns(world, tenantId, trigger, event))
    .toSorted((one, other) => Number(one.id) - Number(other.id));
  const shown = listening.map((trigger) => ({ trigger, ...show(world, setting, trigger, event, doer) }));
  return {
    triggers: shown.map(({ trigger: { id, name }, outcome, fired }) => ({
      id,
      name,
      outcome,
      campaigns: fired?.campaigns ?? [],
    })),
    changes: shown.flatMap(({ fired }) => fired?.changes ?? []),
    messages: shown.flatMap(({ fired }) => fired?.messages ?? []),
  };
}

/** An event concerns a trigger that begins with it, or that waits for it to come from this customer. */
function concerns(
  { life }: World,
  tenant: string,
  trigger: TriggerRecord,
  { event, customer }: CustomerEvent,
): boolean {
  if (trigger.event === event) return true;
  if (trigger.expected_event !== event || customer === null) return false;
  return life.tables.sequences.get(sequenceOf(tenant, trigger, customer).key) !== undefined;
}

function sequenceOf(tenant: string, trigger: TriggerRecord, customer: string): { id: string; key: string } {
  const id = `${trigger.id}/${customer}`;
  return { id, key: `${tenant}/${id}` };
}

interface Shown {
  outcome: TriggerAnswer['outcome'];
  fired?: Fired;
}

function show(
  world: World,
  setting: Setting,
  trigger: TriggerRecord,
  { event, customer, context, at }: CustomerEvent,
  doer: Doer,
): Shown {
  if (customer === null) return { outcome: 'no_customer' };
  const { sequences } = world.life.tables;
  const tenant = setting.tenant.facts.id;
  const { id, key } = sequenceOf(tenant, trigger, customer);
  if (trigger.event !== event) {
    sequences.delete(key);
    return { outcome: 'ended' };
  }
  if (!conditionsHold(trigger.conditions, context)) return { outcome: 'conditions_not_met' };
  const group = trigger.target_group;
  if (group !== null && !isMember(setting, customer, group.id)) return { outcome: 'not_in_target_group' };

  const isSecond = trigger.kind === 'repeated' && sequences.get(key) !== undefined;
  if (trigger.kind === 'simple' || isSecond) {
    sequences.delete(key);
    const fired = fireTrigger(world, setting, trigger, customer, at, doer);
    return fired === null ? { outcome: 'frequency_cap' } : { outcome: 'fired', fired };
  }
  const until = at + (trigger.time_frame_hours ?? USUAL_FRAME_HOURS) * HOUR;
  sequences.set(key, { tenant, id, at: until, trigger: trigger.id, customer });
  return { outcome: 'waiting' };
}
