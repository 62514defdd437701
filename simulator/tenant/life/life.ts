import type { Collections } from '#fixtures/world-data.ts';
import type { DataPart } from '../../ports.ts';
import { createIdIndex } from '../id-index.ts';
import { dailyProcessOf, type DailyProcess } from './daily-process.ts';
import type { Due } from './due-queue.ts';
import { createOutlook, type OutlookSetup } from './outlook.ts';
import { clearTables, createLifeTables, type LifeTables } from './tables.ts';

/** The collections in which something happens by itself. */
type Living = 'campaigns' | 'triggers' | 'streams';

/** What is to come in a world by itself, and what has to be remembered for it. */
export interface Life {
  /** The instant that the data was made for, in milliseconds since 1970. */
  readonly epoch: number;
  readonly tables: LifeTables;
  /** Takes out the first thing that is due by an instant; when it happens, something is written. */
  take(until: number): Due | undefined;
  /** The daily process of a tenant. */
  processOf(tenant: string): DailyProcess;
  /** A record as it is now, in the midst of what happens. */
  find<Name extends Living>(collection: Name, tenant: string, id: string): Collections[Name] | undefined;
  /** Forgets what was remembered of a part of the data, or of all. What the records say of what is to come stays. */
  clear(part?: DataPart): void;
}

export function createLife(setup: Omit<OutlookSetup, 'tables'> & { seed: number }): Life {
  const { state, changed, epoch, begun, seed } = setup;
  const processes = new Map<string, DailyProcess>();
  const tables = createLifeTables(state);
  const outlook = createOutlook({ ...setup, tables });
  const finders: { readonly [Name in Living]: ReturnType<typeof createIdIndex<Collections[Name]>> } = {
    campaigns: createIdIndex(),
    triggers: createIdIndex(),
    streams: createIdIndex(),
  };

  return {
    epoch,
    tables,
    take: (until) => outlook.take(until),
    processOf(tenant) {
      const known = processes.get(tenant);
      if (known !== undefined) return known;
      const data = begun(tenant);
      if (data === undefined) throw new TypeError(`There is no tenant ${tenant}.`);
      const process = dailyProcessOf(data, seed, epoch);
      processes.set(tenant, process);
      return process;
    },
    find<Name extends Living>(collection: Name, tenant: string, id: string) {
      const change = changed[collection].get(`${tenant}/${id}`);
      if (change !== undefined) return change.record ?? undefined;
      const list = begun(tenant)?.collections[collection];
      return list && finders[collection](list, id);
    },
    clear: (part = {}) => clearTables(tables, part),
  };
}
