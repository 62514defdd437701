import type { Collections } from '#fixtures/world-data.ts';
import { z } from 'zod';
import type { World } from '../../ports.ts';
import { partsOf } from '../grown-list.ts';
import { createIdIndex } from '../id-index.ts';
import type { Rows } from '../state.ts';

interface SomeRecord {
  id: string;
  name: string;
}

/** An entity that changed on one side or on both, as it is on each; null where it is not. */
export interface RecordPair {
  tenant: string;
  id: string;
  before: SomeRecord | null;
  after: SomeRecord | null;
}

const changeSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  record: z.looseObject({ id: z.string(), name: z.string() }).nullable(),
});
type Change = z.output<typeof changeSchema>;

/** The entities of a collection that changed since the world began, by one state or by the other. */
export function recordsOf(
  world: World,
  collection: keyof Collections,
  from: Rows,
  to: Rows,
): readonly RecordPair[] {
  const [before, after] = [changesIn(from, collection), changesIn(to, collection)];
  return [...new Map([...before, ...after])].map(([key, { tenant, id }]) => {
    const began = () => beganAs(world, tenant, collection, id);
    const [was, is] = [before.get(key), after.get(key)];
    return {
      tenant,
      id,
      before: was === undefined ? began() : was.record,
      after: is === undefined ? began() : is.record,
    };
  });
}

function changesIn(rows: Rows, collection: keyof Collections): Map<string, Change> {
  return new Map((rows[`data/${collection}`] ?? []).map(([key, value]) => [key, changeSchema.parse(value)]));
}

const findById = createIdIndex<SomeRecord>();

function beganAs(world: World, tenant: string, collection: keyof Collections, id: string): SomeRecord | null {
  const records: readonly SomeRecord[] = world.tenant(tenant)?.collections[collection] ?? [];
  return findById(partsOf(records).base, id) ?? null;
}
