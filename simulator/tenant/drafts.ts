import type { Collections, TenantData } from '#fixtures/world-data.ts';
import type { Clock, Drafts } from '../ports.ts';
import { createAttempts } from './attempts.ts';
import { grownList } from './grown-list.ts';

/** Above every number that the world begins with. */
const FIRST_ID = 900_000_001;

type Added = { readonly [Name in keyof Collections]?: readonly Collections[Name][] };

/**
 * What was drafted, beside the data that the world began with, which stays as it was. `grow` puts the two together: the same data
 * as long as nothing is added.
 */
export function createDrafts(clock: Clock): {
  drafts: Drafts;
  grow: (id: string, base: TenantData) => TenantData;
  reset: () => void;
} {
  const added = new Map<string, Added>();
  const grown = new Map<string, TenantData>();
  const attempts = createAttempts(clock);
  let ids = 0;

  return {
    drafts: {
      attempts,
      nextId() {
        ids += 1;
        return String(FIRST_ID + ids - 1);
      },
      add(tenant, collection, record) {
        const before = added.get(tenant) ?? {};
        added.set(tenant, { ...before, [collection]: [...(before[collection] ?? []), record] });
        grown.delete(tenant);
      },
    },
    grow(id, base) {
      const rows = added.get(id);
      if (rows === undefined) return base;
      const whole = grown.get(id) ?? withRows(base, rows);
      grown.set(id, whole);
      return whole;
    },
    reset() {
      added.clear();
      grown.clear();
      attempts.clear();
      ids = 0;
    },
  };
}

function withRows(base: TenantData, added: Added): TenantData {
  const { collections } = base;
  const whole = <Name extends keyof Collections>(name: Name): readonly Collections[Name][] =>
    grownList<Collections[Name]>(collections[name], added[name] ?? []);
  return {
    facts: base.facts,
    schema: base.schema,
    collections: {
      ...collections,
      campaigns: whole('campaigns'),
      triggers: whole('triggers'),
      streams: whole('streams'),
      'target-groups': whole('target-groups'),
    },
    get results() {
      return base.results;
    },
    get activity() {
      return base.activity;
    },
    get platform() {
      return base.platform;
    },
  };
}
