import type { z } from 'zod';

/** One part of what changes in a world: JSON values by key, in the order in which their keys were first set. */
export interface Table<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  clear(): void;
  values(): IterableIterator<Value>;
  entries(): IterableIterator<[string, Value]>;
  readonly size: number;
  /** Grows with every write, so that what was derived from the table can tell whether it still holds. */
  readonly version: number;
}

/** A write to a table; no key: the table was cleared, no value: the key is gone. */
export interface Write {
  table: string;
  key?: string;
  value?: unknown;
}

/** Every row of every table. */
export type Rows = Readonly<Record<string, readonly (readonly [key: string, value: unknown])[]>>;

/**
 * All that changes in a world, table by table. Snapshots, files and resets work on tables alike, so that a new kind of state is a
 * new table and nothing else. Values are never changed in place.
 */
export interface WorldState {
  /** A new table; a name can be taken once. `row` is what a value from outside has to be. */
  table<Value>(name: string, row: z.ZodType<Value>): Table<Value>;
  /** Told of every write, after it; gives the way to end it. */
  watch(listener: (write: Write) => void): () => void;
  snapshot(): Rows;
  /** Throws a `StateError` that names the row which is not what its table takes. */
  check(rows: Rows): void;
  /** Replaces every table, or none: throws as `check` does. */
  restore(rows: Rows): void;
}

/** Rows that do not fit the tables of a world. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

interface AnyTable {
  entries(): IterableIterator<[string, unknown]>;
  /** Looks at the rows of another time; the result puts them in place of all that is there. */
  prepare(rows: Rows[string]): () => void;
}

/** A state without tables yet. */
export function createWorldState(): WorldState {
  const tables = new Map<string, AnyTable>();
  const listeners = new Set<(write: Write) => void>();
  const tell = (write: Write): void => {
    for (const listener of listeners) listener(write);
  };

  function replacements(rows: Rows): (() => void)[] {
    const unknown = Object.keys(rows).find((name) => !tables.has(name));
    if (unknown !== undefined) throw new StateError(`There is no table ${unknown}.`);
    return [...tables].map(([name, table]) => table.prepare(rows[name] ?? []));
  }

  return {
    table<Value>(name: string, row: z.ZodType<Value>): Table<Value> {
      if (tables.has(name)) throw new TypeError(`There is a table ${name} already.`);
      const values = new Map<string, Value>();
      let version = 0;
      const table: Table<Value> = {
        get: (key) => values.get(key),
        set(key, value) {
          values.set(key, value);
          version += 1;
          tell({ table: name, key, value });
        },
        delete(key) {
          if (!values.delete(key)) return;
          version += 1;
          tell({ table: name, key });
        },
        clear() {
          if (values.size === 0) return;
          values.clear();
          version += 1;
          tell({ table: name });
        },
        values: () => values.values(),
        entries: () => values.entries(),
        get size() {
          return values.size;
        },
        get version() {
          return version;
        },
      };
      tables.set(name, {
        entries: () => values.entries(),
        prepare(rows) {
          const read = new Map(rows.map(([key, value]) => [key, parsed(row, value, `${name}/${key}`)]));
          if (read.size < rows.length) throw new StateError(`${name} holds a key twice.`);
          return () => {
            table.clear();
            for (const [key, value] of read) table.set(key, value);
          };
        },
      });
      return table;
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => Object.fromEntries([...tables].map(([name, table]) => [name, [...table.entries()]])),
    check: (rows) => void replacements(rows),
    restore(rows) {
      for (const replace of replacements(rows)) replace();
    },
  };
}

function parsed<Value>(row: z.ZodType<Value>, value: unknown, place: string): Value {
  const result = row.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new StateError(
    `${[place, ...(issue?.path ?? [])].join('/')}: ${issue?.message ?? 'cannot be read'}.`,
  );
}
