import { iso } from '#fixtures/instants.ts';
import type { StreamRecord } from '#fixtures/world-data.ts';
import type { SentMessage, World } from '../../ports.ts';
import type { Doer } from './doer.ts';
import type { Setting } from './setting.ts';

const HOUR = 3_600_000;

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
  const sent: Omit<SentMessage, 'seq'>[] = [];
  const passed = new Set<string>();

  function go(key: string | undefined, customers: number): void {
    const step = stream.steps.find((one) => one.key === key);
    if (step === undefined || customers === 0 || passed.has(step.key)) return;
    switch (step.type) {
      case 'message':
        if (step.channel !== undefined && (channelOf(step.channel)?.status ?? 'disabled') !== 'disabled') {
          sent.push({
            time: iso(at),
            tenant_id: tenant.facts.id,
            user_id: doer.user_id,
            client_id: doer.client_id,
            endpoint: doer.endpoint,
            channel: step.channel,
            entity: { type: 'stream', id: stream.id },
            recipients: customers,
          });
        }
        go(step.next, customers);
        return;
      case 'wait':
        wait(step.next, customers, step.wait_hours ?? 24);
        return;
      case 'split': {
        const other = Math.round((customers * (step.split_percent ?? 50)) / 100);
        go(step.next_alt, other);
        go(step.next, customers - other);
        return;
      }
      case 'exit':
    }
  }
  function wait(step: string | undefined, customers: number, hours: number): void {
    if (step === undefined) return;
    const [id, { id: tenantId }] = [world.changes.nextId(), tenant.facts];
    const cohort = { tenant: tenantId, id, at: at + hours * HOUR, stream: stream.id, step, customers };
    world.life.tables.cohorts.set(`${tenantId}/${id}`, cohort);
  }

  go(from.step, from.customers);
  for (const message of sent) world.messages.add(message);
  return sent;
}
