import { partsOf } from '../grown-list.ts';
import type { CampaignRecord, TriggerRecord } from '#fixtures/world-data.ts';
import type { EntityChange, SentMessage, World } from '../../ports.ts';
import type { Doer } from './doer.ts';
import type { Setting } from './setting.ts';
import { triggerCampaign, type TriggeredOutcome } from './trigger-campaign.ts';

const HOUR = 3_600_000;
const WINDOWS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, lifetime: Infinity } as const;
/** How long each counter of a trigger counts a firing. */
const COUNTED = { last_24h: 24 * HOUR, last_7d: 7 * 24 * HOUR, last_30d: 30 * 24 * HOUR } as const;

export interface Fired {
  campaigns: { id: string; name: string; outcome: TriggeredOutcome }[];
  changes: EntityChange[];
  messages: readonly Omit<SentMessage, 'seq'>[];
}

/** Fires a trigger for a customer: it is counted, and each of its running campaigns sends its message. Null: the frequency cap is reached. */
export function fireTrigger(
  world: World,
  setting: Setting,
  trigger: TriggerRecord,
  customer: string,
  at: number,
  doer: Doer,
): Fired | null {
  const tenant = setting.tenant.facts.id;
  if (!passesCap(world, tenant, trigger, customer, at)) return null;
  const { caps, firings } = world.life.tables;
  const id = world.changes.nextId();
  firings.set(`${tenant}/${id}`, { tenant, id, at: at + COUNTED.last_24h, trigger: trigger.id, firedAt: at });
  if (trigger.frequency_cap !== null) {
    const key = `${tenant}/${trigger.id}/${customer}`;
    caps.set(key, [...(caps.get(key) ?? []), at].slice(-trigger.frequency_cap.max));
  }
  const { fire_counts: counts } = trigger;
  world.changes.put(tenant, 'triggers', {
    ...trigger,
    fired_last_24h: trigger.fired_last_24h + 1,
    fire_counts: {
      last_24h: counts.last_24h + 1,
      last_7d: counts.last_7d + 1,
      last_30d: counts.last_30d + 1,
    },
  });
  const sends = campaignsOf(world, setting, trigger).map((campaign) =>
    triggerCampaign(world, setting, campaign, customer, at, doer),
  );
  return {
    campaigns: sends.map(({ campaign, outcome }) => ({ ...campaign, outcome })),
    changes: [
      { type: 'trigger', id: trigger.id, act: 'fire', from: trigger.status, to: trigger.status },
      ...sends.flatMap(({ changes }) => changes),
    ],
    messages: sends.flatMap(({ messages }) => messages),
  };
}

function passesCap(
  { life }: World,
  tenant: string,
  { id, frequency_cap: cap }: TriggerRecord,
  customer: string,
  at: number,
): boolean {
  if (cap === null) return true;
  const since = at - WINDOWS[cap.per];
  const times = life.tables.caps.get(`${tenant}/${id}/${customer}`) ?? [];
  return times.filter((time) => time > since).length < cap.max;
}

/** The running campaigns of a trigger: those that it names, and those that came since and name it. */
function campaignsOf({ life }: World, { tenant }: Setting, trigger: TriggerRecord): CampaignRecord[] {
  const { added } = partsOf(tenant.collections.campaigns);
  const came = added.filter((campaign) => campaign.trigger?.id === trigger.id);
  return [...new Set([...trigger.campaigns, ...came].map(({ id }) => id))].flatMap((id) => {
    const campaign = life.find('campaigns', tenant.facts.id, id);
    const listens = campaign?.type === 'triggered' && campaign.status === 'running';
    return listens && campaign.trigger?.id === trigger.id ? campaign : [];
  });
}

/** Takes a firing out of the counters that count it no more, at an instant when one of them does not. Null: nothing was left to count. */
export function recount(world: World, tenant: string, id: string, at: number): EntityChange | null {
  const { firings } = world.life.tables;
  const firing = firings.get(`${tenant}/${id}`);
  if (firing === undefined) return null;
  const age = at - firing.firedAt;
  const left = Object.values(COUNTED).find((counted) => counted > age);
  if (left === undefined) firings.delete(`${tenant}/${id}`);
  else firings.set(`${tenant}/${id}`, { ...firing, at: firing.firedAt + left });

  const trigger = world.life.find('triggers', tenant, firing.trigger);
  if (trigger === undefined) return null;
  const { last_24h: day, last_7d: week, last_30d: month } = trigger.fire_counts;
  const less = (count: number, counted: number): number => (age === counted ? Math.max(0, count - 1) : count);
  const counts = {
    last_24h: less(day, COUNTED.last_24h),
    last_7d: less(week, COUNTED.last_7d),
    last_30d: less(month, COUNTED.last_30d),
  };
  world.changes.put(tenant, 'triggers', { ...trigger, fired_last_24h: counts.last_24h, fire_counts: counts });
  return { type: 'trigger', id: trigger.id, act: 'recount', from: trigger.status, to: trigger.status };
}
