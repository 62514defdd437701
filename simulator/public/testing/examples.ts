import { READS } from './example-reads.ts';
import { WRITES } from './example-writes.ts';

export interface Example {
  /** Path and query. */
  call: `/${string}`;
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** A call that must come before. */
  after?: { call: `/${string}`; body: unknown };
}

/** A call of every function that the tenant lumenplay of the demo world answers with success, on 2026-06-15. */
export const EXAMPLES: Readonly<Record<string, Example>> = { ...READS, ...WRITES };
