import type { Connector } from './connector.ts';
import type { Kept } from './generated/corpus.ts';
import type { Gate, Written } from './witness/inside.ts';
import type { Seen } from './finding.ts';
import type { RequirementId } from './ledger/requirements.ts';
import type { Fetch } from './client/wire.ts';

/** How a run generates: from which seed, how much, and until when. */
export interface Context {
  readonly seed: number;
  /** Generated call sequences that a property asks for. */
  readonly runs: number;
  /** Fewer than this many judge nothing: the requirement is not tested. */
  readonly floor: number;
  /** True once the time for generating is spent. */
  readonly spent: () => boolean;
  /** Milliseconds that one check may take; without it as long as it likes. */
  readonly longest?: number;
  /** The one requirement that is judged: generation ends as soon as it is violated. */
  readonly only?: string;
  /** Where fast-check found an earlier counterexample: generation goes straight there. */
  readonly path?: string;
  /** Is told of each generated sequence that ran. */
  readonly sequenceRan?: () => void;
  /** Counterexamples that were found before: they run first. Without any, those of this repository. */
  readonly corpus?: readonly Kept[];
  /** Keeps a counterexample that was found. */
  readonly keep?: (kept: Omit<Kept, 'file'>) => void;
}

/** What a saboteur may do besides changing the wire: the forbidden deed itself, in the world behind the connector. */
export interface Mischief {
  /** A request of this effect reaches the tenant API, in the name of a user who is not the caller. */
  upstream(effect: string, endpoint?: string): void;
  /** The world changes without any request. */
  touch(): void;
  /** Stands between the connector and what it asks, as a gate of the suite does; the suite's own gate comes behind it. */
  outbound(gate: Gate): void;
  /** The connector does something in its process, past the client that it asks others with. */
  inProcess<Outcome>(deed: () => Outcome): Outcome;
  /** The connector writes this down. */
  write(where: keyof Written, text: string): void;
  /** What the connector has written down is another text. */
  rewrite(change: (written: Written) => Written): void;
}

export interface Wire {
  readonly fetch: Fetch;
  /** The MCP endpoint. */
  readonly url: URL;
  readonly mischief: Mischief;
}

/** When a broken connector that looks sound at first shows itself: in these cases alone. */
export const HIDINGS = ['rare argument', 'retry', 'second page', 'concurrency', 'role', 'fault'] as const;
export type Hiding = (typeof HIDINGS)[number];

/** A connector that breaks one clause. It knows nothing of any server: it rewrites the wire or does the deed on the side. */
export interface Saboteur {
  /** The broken connector's behaviour, in the present tense. */
  readonly breaks: string;
  /** What the check's message says when it catches this saboteur for the right reason. */
  readonly caught: RegExp;
  /** Where it hides; left out where every use of the clause shows it. */
  readonly hides?: Hiding;
  sabotage(wire: Wire): Fetch;
}

/** Code that judges one requirement, and the proof that it can fail. */
export interface Check {
  readonly requirement: RequirementId;
  /** Takes long; left out by `--skip-slow`. */
  readonly slow?: boolean;
  /** Makes drafts where the connector can, or changes texts past it: runs after all checks that compare lists with what they were. */
  readonly drafts?: boolean;
  /**
   * Returns what was seen to hold, in one line, with evidence where that is of use. Throws a Violation with evidence, or NotTestable when something that it
   * needs is absent; any other error is a fault of the suite.
   */
  run(connector: Connector, context: Context): Promise<string | Seen>;
  readonly saboteurs: readonly [Saboteur, ...Saboteur[]];
}

/** The default export of a `*.check.ts`. */
export function defineCheck(check: Check): Check {
  return check;
}
