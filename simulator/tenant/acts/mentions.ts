import type { Collections, TenantData } from '#fixtures/world-data.ts';
import { tableOf } from '#fixtures/long-list/long-list.ts';
import type { World } from '../../ports.ts';
import { ENTITY_COLLECTIONS, ENTITY_TYPES, type EntityType } from '../entity-types.ts';
import { partsOf } from '../grown-list.ts';
import { createIdIndex } from '../id-index.ts';
import { rowsWith } from '../table-index/rows-with.ts';
import { RECORD_SCHEMAS } from '../record-schemas.ts';
import type { Ripple } from './define.ts';

/** Under these keys a record lists what refers to it. A reference under any other key is one that it needs. */
const LISTS: ReadonlySet<string> = new Set(['campaigns', 'used_in']);
/** The numbers that count such lists. */
const COUNTS: ReadonlySet<string> = new Set(['used_in_count', 'campaign_count']);
/** What a reference may say of what it refers to. */
const REF_KEYS: ReadonlySet<string> = new Set(['id', 'name', 'code', 'type']);
const NOWHERE: ReadonlySet<string> = new Set();

/** A record that names another one. */
export interface Mention {
  readonly type: EntityType;
  readonly name: string;
  readonly status: string | null;
  /** The record could not be without the one that it names. */
  readonly needs: boolean;
  renamed(name: string): Ripple;
  forgotten(): Ripple;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Everything in a tenant that names a record. */
export function mentionsOf(world: World, tenant: TenantData, record: Named): Mention[] {
  const named = new Set([record, ...begunAs(record.id, tenant)].flatMap((one) => namedBy(one)));
  return ENTITY_TYPES.flatMap((type) => {
    const collection = ENTITY_COLLECTIONS[type];
    return rowsNear(tenant, collection, record.id, named)
      .filter((row) => row.id !== record.id && refers(row, record.id))
      .map((row) => mentionIn(world, tenant, type, collection, row, record.id));
  });
}

type AnyRecord = Collections[keyof Collections];

const findById = createIdIndex<AnyRecord>();

/** The record of an id as the world began with it. It may be named by what names it no more. */
function begunAs(id: string, { collections }: TenantData): AnyRecord[] {
  return Object.values(ENTITY_COLLECTIONS).flatMap((name) => {
    const rows: readonly AnyRecord[] = collections[name];
    return findById(partsOf(rows).base, id) ?? [];
  });
}

/**
 * The rows of a collection that may name a record. Of a long list those that the record names, as what refers to it is listed in it and
 * what it refers to lists it; those whose columns have its id; and those that changed.
 */
function rowsNear(
  { collections }: TenantData,
  collection: keyof Collections,
  id: string,
  named: ReadonlySet<string>,
): readonly AnyRecord[] {
  const rows: readonly AnyRecord[] = collections[collection];
  const { base, gone, added } = partsOf(rows);
  const table = tableOf(base);
  if (table === undefined) return rows;
  const near = [...named].flatMap((one) => findById(base, one) ?? []);
  const referring = (table.references ?? []).flatMap((property) =>
    rowsWith(base, { property, values: [id], of: () => '' }),
  );
  const left = [...near, ...referring].filter((row) => !gone.has(row.id));
  const inOrder = left.toSorted((a, b) => Number(a.id) - Number(b.id));
  return [...new Map([...inOrder, ...added].map((row) => [row.id, row])).values()];
}

/** The ids of everything that a value names. */
function namedBy(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return isReference(value) ? [value.id] : Object.values(value).flatMap(namedBy);
}

function mentionIn<Name extends keyof Collections>(
  world: World,
  tenant: TenantData,
  type: EntityType,
  collection: Name,
  row: Collections[Name],
  id: string,
): Mention {
  const ripple = (act: string, changed: (ref: Reference) => Reference | null): Ripple => {
    const next = RECORD_SCHEMAS[collection].parse(mapped(row, id, changed));
    return {
      change: { type, id: row.id, act },
      write: () => world.changes.put(tenant.facts.id, collection, next),
    };
  };
  return {
    type,
    name: row.name,
    status: 'status' in row ? row.status : null,
    needs: refers(row, id, LISTS),
    renamed: (name) => ripple('follow a name', (ref) => ({ ...ref, name })),
    forgotten: () => ripple('forget', () => null),
  };
}

/** The ids that a record lists as those that refer to it. */
function listedBy(record: object): string[] {
  const lists = Object.entries(record).flatMap(([key, value]) => (LISTS.has(key) ? value : []));
  return lists.filter(isReference).map(({ id }) => id);
}

interface Reference {
  id: string;
  name: string;
}

function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return false;
  return Object.keys(value).every((key) => REF_KEYS.has(key));
}

/** Whether a value refers to the id anywhere, but for what lies under some keys. */
function refers(value: unknown, id: string, except: ReadonlySet<string> = NOWHERE): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isReference(value)) return value.id === id;
  return Object.entries(value).some(([key, part]) => !except.has(key) && refers(part, id, except));
}

/** A value in which each reference to the id is another one, or, where that is null, is gone from its list and from the count. */
function mapped(value: unknown, id: string, change: (ref: Reference) => Reference | null): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return value.id === id ? change(value) : value;
  if (Array.isArray(value))
    return value.map((part) => mapped(part, id, change)).filter((part) => part !== null);
  const parts = Object.entries(value).map(([key, part]) => [key, mapped(part, id, change)] as const);
  const lost = listedBy(value).length - listedBy(Object.fromEntries(parts)).length;
  return Object.fromEntries(
    parts.map(([key, part]) => [key, COUNTS.has(key) && typeof part === 'number' ? part - lost : part]),
  );
}
