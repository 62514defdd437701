import { createHash, type Hash } from 'node:crypto';
import { tableOf } from '#fixtures/long-list/long-list.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { canonicalJson } from './canonical-json.ts';
import { ENTITY_COLLECTIONS } from './entity-types.ts';
import { partsOf } from './grown-list.ts';

/** What a part of the world holds: equal hashes mean that nothing in it differs. */
export interface Fingerprint {
  hash: string;
  entities: Record<string, { count: number; hash: string }>;
}

const ofRecords = new WeakMap<readonly object[], Hash>();
const lineByRecord = new WeakMap<object, string>();

/** The fingerprint of some tenants together, kind by kind. What a tenant began with is worked through once, since it does not change. */
export function fingerprintOf(tenants: readonly TenantData[]): Fingerprint {
  const parts = tenants.map(entitiesOf);
  const kinds = Object.keys(ENTITY_COLLECTIONS);
  const entities = kinds.map((kind) => {
    const same = parts.flatMap((part) => part[kind] ?? []);
    const count = same.reduce((sum, entity) => sum + entity.count, 0);
    return [kind, { count, hash: sha256(same.map(({ hash }) => hash)) }] as const;
  });
  return {
    hash: sha256(entities.map(([kind, { hash }]) => `${kind} ${hash}`)),
    entities: Object.fromEntries(entities),
  };
}

function entitiesOf(data: TenantData): Fingerprint['entities'] {
  return Object.fromEntries(
    Object.entries(ENTITY_COLLECTIONS).map(([kind, collection]) => {
      const records: readonly { id: string }[] = data.collections[collection];
      return [kind, { count: records.length, hash: hashOf(records).digest('hex') }];
    }),
  );
}

function hashOf(records: readonly { id: string }[]): Hash {
  const { base, gone, added } = partsOf(records);
  const known = ofRecords.get(base) ?? hashLines(createHash('sha256'), linesOf(base));
  ofRecords.set(base, known);
  return hashLines(known.copy(), [...[...gone].map((id) => `without ${id}`), ...added.map(lineOf)]);
}

/** Short, since a world may come to hold many thousand records that it did not begin with; one that changes becomes another object. */
function lineOf(record: object): string {
  const line = lineByRecord.get(record) ?? sha256([canonicalJson(record)]);
  lineByRecord.set(record, line);
  return line;
}

/** What there was at the start: every record, or what all records of a long list follow from. */
function linesOf(records: readonly object[]): string[] {
  const table = tableOf(records);
  if (table?.origin === undefined) return records.map(lineOf);
  return [`${table.origin}, ${table.length} records from ${table.firstId}`];
}

function sha256(lines: readonly string[]): string {
  return hashLines(createHash('sha256'), lines).digest('hex');
}

function hashLines(hash: Hash, lines: readonly string[]): Hash {
  for (const line of lines) hash.update(line).update('\n');
  return hash;
}
