import { z } from 'zod';
import { executionErrorSchema } from '#contract/entities/execution-error.ts';
import type { Collections, ErrorRecord } from '#fixtures/world-data.ts';
import type { DataPart } from '../../ports.ts';
import type { Table, WorldState } from '../state.ts';

/** Whose a row is; `at` is when it is to be looked at again, in milliseconds since 1970. */
const dueRow = z.object({ tenant: z.string(), id: z.string(), at: z.number() });

const firingSchema = dueRow.extend({ trigger: z.string(), firedAt: z.number() });
/** A trigger that fired; looked at again when a counter of the trigger does not count it any more. */
export type Firing = z.output<typeof firingSchema>;

const sequenceSchema = dueRow.extend({ trigger: z.string(), customer: z.string() });
/** What a customer began: a repeated event that came once, or a sequence whose expected event has not come. It ends at `at`. */
export type Sequence = z.output<typeof sequenceSchema>;

/** The next day's allocation of a stream. */
export type Allocation = z.output<typeof dueRow>;

const cohortSchema = dueRow.extend({ stream: z.string(), step: z.string(), customers: z.int() });
/** Customers who go on to a step of a stream together. */
export type Cohort = z.output<typeof cohortSchema>;

const errorSchema: z.ZodType<{ tenant: string; error: ErrorRecord }> = z.object({
  tenant: z.string(),
  error: executionErrorSchema.omit({ url: true, name: true }),
});

/** What life has to remember beside the records. */
export interface LifeTables {
  readonly firings: Table<Firing>;
  readonly sequences: Table<Sequence>;
  /** The latest times that a trigger fired for a customer, where it has a frequency cap. */
  readonly caps: Table<readonly number[]>;
  readonly allocations: Table<Allocation>;
  readonly cohorts: Table<Cohort>;
  readonly errors: Table<{ tenant: string; error: ErrorRecord }>;
}

export function createLifeTables(state: WorldState): LifeTables {
  return {
    firings: state.table('life/firings', firingSchema),
    sequences: state.table('life/sequences', sequenceSchema),
    caps: state.table('life/caps', z.array(z.number()).readonly()),
    allocations: state.table('life/allocations', dueRow),
    cohorts: state.table('life/cohorts', cohortSchema),
    errors: state.table('life/errors', errorSchema),
  };
}

/** What the rows of each table are about. */
const ABOUT: readonly (readonly [table: keyof LifeTables, collection: keyof Collections])[] = [
  ['firings', 'triggers'],
  ['sequences', 'triggers'],
  ['caps', 'triggers'],
  ['allocations', 'streams'],
  ['cohorts', 'streams'],
  ['errors', 'campaigns'],
];

/** Takes out the rows about a part of the data; the key of each begins with its tenant. */
export function clearTables(tables: LifeTables, { tenant, collections }: DataPart): void {
  for (const [name, collection] of ABOUT) {
    if (collections?.includes(collection) === false) continue;
    const table = tables[name];
    if (tenant === undefined) table.clear();
    else for (const [key] of table.entries()) if (key.startsWith(`${tenant}/`)) table.delete(key);
  }
}
