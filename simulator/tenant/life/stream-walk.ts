import { iso } from '#fixtures/instants.ts';
import type { StreamRecord } from '#fixtures/world-data.ts';
import type { SentMessage, World } from '../../ports.ts';
import type { Doer } from './doer.ts';
import type { Setting } from './setting.ts';

type Step = StreamRecord['steps'][number];
/** How many customers stand at a step, or come to one after some hours. */
type Place = readonly [step: string | undefined, customers: number, hours?: number];

const HOUR = 3_600_000;
const USUAL_WAIT_HOURS = 24;

/**
 * Lets customers go through the steps of a stream from one of them on, as far as they come without waiting: messages go out, a split
 * divides them, and those who wait go on at their time. Gives what was sent.
 */
export function walk(
  world: World,
  { tenant, channelOf }: Setting,
  stream: StreamRecord,
  from: { step: string; customers: number },
  at: number,
  doer: Doer,
): Omit<SentMessage, 'seq'>[] {
  const id = tenant.facts.id;
  const { reached, waiting } = advance(stream.steps, from);
  for (const [step, customers, hours = 0] of waiting) {
    if (step === undefined || customers === 0) continue;
    const cohort = { tenant: id, id: world.changes.nextId(), stream: stream.id, step, customers };
    world.life.tables.cohorts.set(`${id}/${cohort.id}`, { ...cohort, at: at + hours * HOUR });
  }
  const messages = [...reached].flatMap(([{ channel }, recipients]) => {
    if (channel === undefined || (channelOf(channel)?.status ?? 'disabled') === 'disabled') return [];
    const entity = { type: 'stream', id: stream.id };
    const { user_id, client_id, endpoint } = doer;
    return { time: iso(at), tenant_id: id, user_id, client_id, endpoint, channel, entity, recipients };
  });
  for (const message of messages) world.messages.add(message);
  return messages;
}

/** Moves everybody on by one step at a time. Nobody passes more steps than there are: a circle without a wait is left. */
function advance(
  steps: readonly Step[],
  from: { step: string; customers: number },
): { reached: ReadonlyMap<Step, number>; waiting: readonly Place[] } {
  const reached = new Map<Step, number>();
  const waiting: Place[] = [];
  let standing = new Map([[from.step, from.customers]]);
  for (let round = 0; round < steps.length && standing.size > 0; round += 1) {
    const next = new Map<string, number>();
    for (const [key, customers] of standing) {
      const step = steps.find((one) => one.key === key);
      if (step === undefined || customers === 0) continue;
      if (step.type === 'message') reached.set(step, (reached.get(step) ?? 0) + customers);
      for (const place of onwards(step, customers)) {
        const [to, count, hours] = place;
        if (hours !== undefined) waiting.push(place);
        else if (to !== undefined) next.set(to, (next.get(to) ?? 0) + count);
      }
    }
    standing = next;
  }
  return { reached, waiting };
}

function onwards(step: Step, customers: number): Place[] {
  switch (step.type) {
    case 'message':
      return [[step.next, customers]];
    case 'wait':
      return [[step.next, customers, step.wait_hours ?? USUAL_WAIT_HOURS]];
    case 'split': {
      const other = Math.round((customers * (step.split_percent ?? 50)) / 100);
      return [
        [step.next_alt, other],
        [step.next, customers - other],
      ];
    }
    case 'exit':
      return [];
  }
}
