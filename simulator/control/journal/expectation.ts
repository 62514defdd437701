import { z } from 'zod';
import type { JournalEntry } from '../../ports.ts';
import { meets } from './match.ts';
import type { Criterion, Match } from './match.ts';

const NEAREST_SHOWN = 3;

/** How often: exactly so often, or within bounds. */
export const countSchema = z.union([
  z.int().min(0),
  z
    .strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() })
    .refine(({ min = 0, max = Number.POSITIVE_INFINITY }) => min <= max, {
      error: 'must have a min that is not above its max',
    }),
]);

interface Extent {
  min: number;
  max: number;
}

/** How many entries of which kind there have to be. */
export interface Expectation {
  match: Match;
  criteria: readonly Criterion[];
  extent: Extent;
}

/** Why an expectation does not hold, and what comes closest to it. */
export interface Failure {
  expectation: number;
  message: string;
  match: Match;
  found: number;
  nearest?: readonly NearMiss[];
}

interface NearMiss {
  entry: JournalEntry;
  differs: readonly { field: keyof Match; expected: string | number; found: string | number | null }[];
}

export function extentOf(count: z.output<typeof countSchema>): Extent {
  if (typeof count === 'number') return { min: count, max: count };
  return { min: count.min ?? 0, max: count.max ?? Number.POSITIVE_INFINITY };
}

/** The entries that an expectation means, and what is wrong with their number. */
export function judge(
  { match, criteria, extent }: Expectation,
  at: number,
  entries: readonly JournalEntry[],
): { found: readonly JournalEntry[]; failure: Failure | null } {
  const found = entries.filter(meets(criteria));
  const isEnough = found.length >= extent.min;
  if (isEnough && found.length <= extent.max) return { found, failure: null };
  const failure = {
    expectation: at,
    message: `expect[${at}]: found ${found.length}, expected ${inWords(extent)}.`,
    match,
    found: found.length,
    ...(!isEnough && { nearest: nearMisses(criteria, entries) }),
  };
  return { found, failure };
}

/** The entries that differ from what was expected in the fewest fields, the latest first among equals. */
function nearMisses(criteria: readonly Criterion[], entries: readonly JournalEntry[]): NearMiss[] {
  return entries
    .map((entry) => ({
      entry,
      differs: criteria
        .filter(({ fits }) => !fits(entry))
        .map(({ field, expected, found }) => ({ field, expected, found: found(entry) })),
    }))
    .filter(({ differs }) => differs.length > 0)
    .toSorted((a, b) => a.differs.length - b.differs.length || b.entry.seq - a.entry.seq)
    .slice(0, NEAREST_SHOWN);
}

function inWords({ min, max }: Extent): string {
  if (min === max) return `exactly ${min}`;
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `between ${min} and ${max}`;
}
