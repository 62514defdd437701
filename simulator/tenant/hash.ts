import { createHash } from 'node:crypto';
import type { TenantData } from '#fixtures/world-data.ts';
import { canonicalJson } from './canonical-json.ts';
import { ENTITY_COLLECTIONS } from './entity-types.ts';

/** What a part of the world holds: equal hashes mean that nothing in it differs. */
export interface Fingerprint {
  hash: string;
  entities: Record<string, { count: number; hash: string }>;
}

const ofTenant = new WeakMap<TenantData, Fingerprint['entities']>();

/** The fingerprint of some tenants together, kind by kind. A tenant's own is computed once, since its data does not change. */
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
  const known = ofTenant.get(data);
  if (known !== undefined) return known;

  const entities = Object.fromEntries(
    Object.entries(ENTITY_COLLECTIONS).map(([kind, collection]) => {
      const records: readonly object[] = data.collections[collection];
      return [kind, { count: records.length, hash: sha256(records.map(canonicalJson)) }];
    }),
  );
  ofTenant.set(data, entities);
  return entities;
}

function sha256(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line).update('\n');
  return hash.digest('hex');
}
