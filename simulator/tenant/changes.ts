import { z } from 'zod';
import { idSchema } from '#contract/entities/entity.ts';
import type { Collections, TenantData } from '#fixtures/world-data.ts';
import type { Changes, DataPart } from '../ports.ts';
import { ENTITY_COLLECTIONS } from './entity-types.ts';
import { grownList } from './grown-list.ts';
import { overlaid } from './overlaid.ts';
import { RECORD_SCHEMAS } from './record-schemas.ts';
import type { Table, WorldState } from './state.ts';

/** Above every number that the world begins with. */
export const FIRST_ID = 900_000_001;
/** Far below the last whole number, so that the next is always another one. */
const LAST_ID = 1e15;

/** What became of a record: another one of its id, a new one, or none. */
export interface Change<Row> {
  tenant: string;
  id: string;
  record: Row | null;
}

function changeOf<Row>(record: z.ZodType<Row>): z.ZodType<Change<Row>> {
  return z.object({ tenant: z.string(), id: idSchema }).and(z.object({ record: z.nullable(record) }));
}

export type ChangeTables = { readonly [Name in keyof Collections]: Table<Change<Collections[Name]>> };

/**
 * What changed in the data, beside what the world began with, which stays as it was. `grow` puts the two together: the same data as
 * long as nothing changes.
 */
export function createChanges(state: WorldState): {
  changes: Changes;
  tables: ChangeTables;
  grow: (id: string, base: TenantData) => TenantData;
  clear: () => void;
  /** Gives the ids of what is gone. */
  clearPart: (part: DataPart) => ReadonlySet<string>;
} {
  const table = <Name extends keyof Collections>(name: Name): Table<Change<Collections[Name]>> =>
    state.table(`data/${name}`, changeOf<Collections[Name]>(RECORD_SCHEMAS[name]));
  const tables: ChangeTables = {
    campaigns: table('campaigns'),
    promotions: table('promotions'),
    triggers: table('triggers'),
    journeys: table('journeys'),
    streams: table('streams'),
    segments: table('segments'),
    'target-groups': table('target-groups'),
    channels: table('channels'),
    templates: table('templates'),
  };
  const numbers = state.table('numbers', z.int().min(FIRST_ID).max(LAST_ID));
  const growers = new Map<string, (base: TenantData) => TenantData>();

  function put<Name extends keyof Collections>(
    tenant: string,
    collection: Name,
    change: Omit<Change<Collections[Name]>, 'tenant'>,
  ): void {
    const rows: Table<Change<Collections[Name]>> = tables[collection];
    rows.set(`${tenant}/${change.id}`, { tenant, ...change });
  }

  return {
    changes: {
      nextId() {
        const id = numbers.get('next') ?? FIRST_ID;
        numbers.set('next', id + 1);
        return String(id);
      },
      put: (tenant, collection, record) => put(tenant, collection, { id: record.id, record }),
      remove: (tenant, collection, id) => put(tenant, collection, { id, record: null }),
    },
    tables,
    grow(id, base) {
      const grow = growers.get(id) ?? createGrower(id, tables);
      growers.set(id, grow);
      return grow(base);
    },
    clear() {
      for (const rows of Object.values(tables)) rows.clear();
      numbers.clear();
    },
    // Numbers go on: what is left may have taken some.
    clearPart({ tenant, collections }) {
      const gone = new Set<string>();
      for (const [name, rows] of Object.entries(tables)) {
        if (collections?.some((one) => one === name) === false) continue;
        for (const [key, change] of rows.entries()) {
          if (tenant !== undefined && change.tenant !== tenant) continue;
          rows.delete(key);
          gone.add(change.id);
        }
      }
      return gone;
    },
  };
}

/** Puts the changes of one tenant on its data; a collection that did not change since the last time is the same list as then. */
function createGrower(tenant: string, tables: ChangeTables): (base: TenantData) => TenantData {
  let last: { base: TenantData; whole: TenantData } | undefined;
  const growers: { readonly [Name in keyof Collections]: ListGrower<Collections[Name]> } = {
    campaigns: listGrower(tenant, tables.campaigns),
    promotions: listGrower(tenant, tables.promotions),
    triggers: listGrower(tenant, tables.triggers),
    journeys: listGrower(tenant, tables.journeys),
    streams: listGrower(tenant, tables.streams),
    segments: listGrower(tenant, tables.segments),
    'target-groups': listGrower(tenant, tables['target-groups']),
    channels: listGrower(tenant, tables.channels),
    templates: listGrower(tenant, tables.templates),
  };

  return (base) => {
    const { collections: begun } = base;
    const collections = {
      campaigns: growers.campaigns(begun.campaigns),
      promotions: growers.promotions(begun.promotions),
      triggers: growers.triggers(begun.triggers),
      journeys: growers.journeys(begun.journeys),
      streams: growers.streams(begun.streams),
      segments: growers.segments(begun.segments),
      'target-groups': growers['target-groups'](begun['target-groups']),
      channels: growers.channels(begun.channels),
      templates: growers.templates(begun.templates),
    } satisfies TenantData['collections'];
    if (last?.base === base && isSame(last.whole.collections, collections)) return last.whole;
    const whole = isSame(begun, collections) ? base : overlaid(base, { collections });
    last = { base, whole };
    return whole;
  };
}

type ListGrower<Row> = (base: readonly Row[]) => readonly Row[];

function listGrower<Row extends { id: string }>(
  tenant: string,
  changes: Table<Change<Row>>,
): ListGrower<Row> {
  let version = 0;
  let own: readonly Change<Row>[] = [];
  let last: { base: readonly Row[]; whole: readonly Row[] } | undefined;
  return (base) => {
    if (version !== changes.version) {
      version = changes.version;
      const now = [...changes.values()].filter((change) => change.tenant === tenant);
      if (now.length !== own.length || now.some((change, at) => change !== own[at])) {
        own = now;
        last = undefined;
      }
    }
    if (last?.base === base) return last.whole;
    const added = own.flatMap(({ record }) => record ?? []);
    const gone = new Set(own.flatMap(({ id }) => (Number(id) < FIRST_ID ? id : [])));
    const whole = grownList<Row>(base, added, gone);
    last = { base, whole };
    return whole;
  };
}

function isSame(one: TenantData['collections'], other: TenantData['collections']): boolean {
  return Object.values(ENTITY_COLLECTIONS).every((name) => one[name] === other[name]);
}
