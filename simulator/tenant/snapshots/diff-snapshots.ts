import { z } from 'zod';
import type { World } from '../../ports.ts';
import { canonicalJson } from '../canonical-json.ts';
import { readingOf } from '../clock.ts';
import { ENTITY_COLLECTIONS } from '../entity-types.ts';
import { differingFields } from './differing-fields.ts';
import type { Fields } from './differing-fields.ts';
import { recordsOf } from './records-of.ts';
import type { Snapshot } from './snapshot.ts';

/** One entity of a tenant, and the fields that differ where it is on both sides. */
interface DifferentEntity {
  tenant: string;
  id: string;
  name: string;
  fields?: Fields;
}

interface EntityDiff {
  added: DifferentEntity[];
  changed: DifferentEntity[];
  removed: DifferentEntity[];
}

/** How two snapshots of one world differ, for a person to read; what does not differ is left out. */
export interface SnapshotDiff {
  entities: Record<string, EntityDiff>;
  /** What the clocks showed, and whether they stood. */
  clock: Fields;
  /** Whose rights differ. */
  users: Record<string, Fields>;
  /** How many rows of anything else there are, and how many of them are on one side alone or differ. */
  tables: Record<string, { from: number; to: number; different: number }>;
}

export function diffSnapshots(world: World, from: Snapshot, to: Snapshot): SnapshotDiff {
  const entities = Object.entries(ENTITY_COLLECTIONS).flatMap(([type, collection]) => {
    const diff: EntityDiff = { added: [], changed: [], removed: [] };
    for (const { tenant, id, before, after } of recordsOf(world, collection, from.tables, to.tables)) {
      const { name } = after ?? before ?? { name: '' };
      if (before === null && after !== null) diff.added.push({ tenant, id, name });
      else if (before !== null && after === null) diff.removed.push({ tenant, id, name });
      else if (before !== null && after !== null) {
        const fields = differingFields(before, after);
        if (Object.keys(fields).length > 0) diff.changed.push({ tenant, id, name, fields });
      }
    }
    return Object.values(diff).some(({ length }) => length > 0) ? [[type, diff] as const] : [];
  });
  const names = Object.keys(to.tables).filter(
    (name) => !name.startsWith('data/') && name !== 'users' && name !== 'clock',
  );
  return {
    entities: Object.fromEntries(entities),
    clock: differingFields(clockOf(from), clockOf(to)),
    users: diffUsers(world, from, to),
    tables: Object.fromEntries(names.flatMap((name) => diffTable(name, from, to))),
  };
}

function clockOf({ tables, created_at }: Snapshot): object {
  return readingOf(tables, Date.parse(created_at)) ?? {};
}

function diffUsers(world: World, from: Snapshot, to: Snapshot): SnapshotDiff['users'] {
  const [before, after] = [rightsIn(from), rightsIn(to)];
  return Object.fromEntries(
    world.users.begun.flatMap(({ id, email, disabled, memberships }) => {
      const begun = { disabled, memberships };
      const fields = differingFields(before.get(id) ?? begun, after.get(id) ?? begun);
      return Object.keys(fields).length > 0 ? [[email, fields] as const] : [];
    }),
  );
}

/** By user, what differs from what the world began with. */
function rightsIn({ tables }: Snapshot): Map<string, object> {
  return new Map((tables['users'] ?? []).map(([id, rights]) => [id, z.looseObject({}).parse(rights)]));
}

function diffTable(name: string, from: Snapshot, to: Snapshot): [string, SnapshotDiff['tables'][string]][] {
  const [before, after] = [new Map(from.tables[name]), new Map(to.tables[name])];
  const keys = new Set([...before.keys(), ...after.keys()]);
  const isDifferent = (key: string) => canonicalJson(before.get(key)) !== canonicalJson(after.get(key));
  const different = [...keys].filter(isDifferent).length;
  return different === 0 ? [] : [[name, { from: before.size, to: after.size, different }]];
}
