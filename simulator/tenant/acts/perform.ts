import { z } from 'zod';
import type { Collections } from '#fixtures/world-data.ts';
import type { EntityChange } from '../../ports.ts';
import { findVisible } from '../find-visible.ts';
import { ENTITY_COLLECTIONS, ENTITY_TYPES } from '../entity-types.ts';
import { ACTS } from './acts.ts';
import { obstacleTo, sceneOf, statusOf } from './choices.ts';
import type { Acts, Doer } from './define.ts';
import { Obstacle } from './obstacle.ts';

/** An act that was done: the record as it is now, or as it was last, and what the journal has to say of it. */
export interface Performed<Row> {
  readonly record: Row;
  readonly isNew: boolean;
  readonly changes: EntityChange[];
  readonly messages: number;
}

/**
 * Does an act, or says why not: nothing is written before all of it is known. What the doer may not see is missing. The caller
 * writes the journal.
 */
export function perform<Name extends keyof Collections>(
  doer: Doer,
  tenantId: string,
  collection: Name,
  id: string,
  name: string,
  input: unknown = {},
): Performed<Collections[Name]> | Obstacle {
  const { world, user } = doer;
  const scene = sceneOf(doer, tenantId);
  const acts: Acts<Collections[Name]> = ACTS[collection];
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
  const record = findVisible(world, user, tenantId, collection, id);
  if (scene === null || act === undefined || record === undefined) {
    return new Obstacle('missing', 'Nothing that you may see has this address.');
  }
  const obstacle = obstacleTo(act, scene, collection, record);
  if (obstacle !== null) return obstacle;
  const read = act.input.safeParse(input);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      parameter: String(path[0] ?? 'body'),
      problem: message,
    }));
    return new Obstacle('input', z.prettifyError(read.error), { problems });
  }
  const seen = read.data['updated_at'];
  if (seen !== undefined && 'updated_at' in record && record.updated_at !== seen) {
    return new Obstacle('conflict', 'Somebody has changed it since you read it. Read it again, then decide.');
  }
  const outcome = act.carryOut(record, scene, read.data);
  if (outcome instanceof Obstacle) return outcome;

  const { record: next, isNew = false, ripples = [], sent = 0 } = outcome;
  if (next === null) world.changes.remove(tenantId, collection, id);
  else world.changes.put(tenantId, collection, next);
  for (const ripple of ripples) ripple.write();

  const from = isNew ? undefined : statusOf(record);
  const to = next === null ? undefined : statusOf(next);
  const change: EntityChange = {
    type: ENTITY_TYPES.find((type) => ENTITY_COLLECTIONS[type] === collection) ?? collection,
    id: next?.id ?? id,
    act: name,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  return {
    record: next ?? record,
    isNew,
    changes: [change, ...ripples.map((ripple) => ripple.change)],
    messages: sent,
  };
}
