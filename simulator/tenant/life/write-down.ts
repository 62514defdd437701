import type { Effect } from '#contract/effects.ts';
import { iso } from '#fixtures/instants.ts';
import type { EntityChange, World } from '../../ports.ts';
import type { Doer } from './doer.ts';

/** Puts what happened by itself into the journal, at the time when it happened. */
export function writeDown(
  world: World,
  tenant: string,
  at: number,
  doer: Doer,
  effect: Effect,
  changes: EntityChange[],
  messages = 0,
): void {
  const [first] = changes;
  world.journal.append({
    ...doer,
    time: iso(at),
    method: 'CLOCK',
    path: '',
    effect,
    tenant_id: tenant,
    scopes: [],
    status: 200,
    ...(first && { entity: { type: first.type, id: first.id } }),
    changes,
    ...(messages > 0 && { messages }),
  });
}
