import { z } from 'zod';
import type { Verdict } from '../run.ts';

/** Names the form of a baseline; a reader refuses any other. */
export const BASELINE_SCHEMA = 'https://optimove-mcp-harness.example/conformance/baseline.v1';

const knownFailureSchema = z.object({
  requirement: z.string(),
  /** Why it may fail for now. */
  reason: z.string().trim().min(1, 'it needs a reason'),
  /** Who sees to it. */
  owner: z.string().trim().min(1, 'it needs an owner'),
  /** The last day on which it may. */
  expires: z.iso.date(),
});
export type KnownFailure = z.infer<typeof knownFailureSchema>;

/** What `--baseline FILE` reads, published as `baseline.v1.schema.json`. */
export const baselineSchema = z.strictObject({
  schema: z.literal(BASELINE_SCHEMA),
  known: z.array(knownFailureSchema),
});

/** What a baseline says of a run. */
export interface Reckoning {
  /** The failures that it covers. */
  known: ReadonlyMap<string, KnownFailure>;
  /** The requirements whose entries are of no use: all is well with them now. */
  stale: string[];
  /** The requirements whose entries are past their day: they cover nothing. */
  expired: string[];
}

/** Holds a run against a baseline. Entries of what this run has not judged are left aside. */
export function reckon(
  verdicts: readonly Verdict[],
  baseline: readonly KnownFailure[],
  today: string,
): Reckoning {
  const known = new Map<string, KnownFailure>();
  const [stale, expired]: [string[], string[]] = [[], []];
  for (const entry of baseline) {
    const own = verdicts.filter(({ requirement }) => requirement === entry.requirement);
    const statuses = own.map(({ status }) => status);
    if (own.length === 0) continue;
    if (statuses.every((status) => status === 'pass')) stale.push(entry.requirement);
    else if (entry.expires < today) expired.push(entry.requirement);
    else known.set(entry.requirement, entry);
  }
  return { known, stale, expired };
}
