import type { JournalEntry } from './witness/witness.ts';

/** One request that a check made and what came back, as a report shows it. It never holds a token. */
export interface Exchange {
  as?: string;
  request: string;
  arguments?: unknown;
  status?: number;
  answer: string;
}

/** What was seen. `path` leads fast-check straight to the counterexample, for the run's seed. */
export interface Evidence {
  calls: readonly Exchange[];
  journal: readonly JournalEntry[];
  path?: string;
}

/** What was seen to hold, in one line, and what shows it. */
export interface Seen {
  message: string;
  evidence: Partial<Evidence>;
}

/** The connector under test breaks the clause: the message says how, the evidence shows it. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly evidence: Evidence;

  constructor(message: string, evidence: Partial<Evidence> = {}) {
    super(message);
    this.evidence = { calls: [], journal: [], ...evidence };
  }
}

/** The clause could not be judged here: something that the check needs is absent. Never a pass. */
export class NotTestable extends Error {
  override readonly name = 'NotTestable';
}

/** The run was not given what the clause needs, which is no fault of the connector. */
export class NotGiven extends NotTestable {}

/** The connector does not offer what the clause is about. Reported as not tested; it leaves a run complete. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** Makes what a check needs before it can judge; when that fails, the clause was not tested. */
export async function needed<Thing>(what: string, make: () => Promise<Thing>): Promise<Thing> {
  try {
    return await make();
  } catch (error) {
    if ([Violation, NotTestable, NotApplicable].some((kind) => error instanceof kind)) throw error;
    throw new NotTestable(`${what}: ${error instanceof Error ? error.message : 'no reason given'}`, {
      cause: error,
    });
  }
}

/** Cuts an answer down to what fits into a report. */
export function excerpt(text: string, length = 400): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}
