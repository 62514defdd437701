import type { Predicate } from '#contract/entities/predicate.ts';

/** A part of a description that has no reading, or more than one. */
export interface Unresolved {
  /** The part, as it was written. */
  readonly phrase: string;
  readonly reason: string;
  /** What may have been meant, in words that would be understood. */
  readonly candidates: readonly string[];
  /** An example of how to say it. */
  readonly say: string;
}

export interface Compiled {
  readonly criteria: Predicate;
  /** The criteria in words, which compile to the same criteria. */
  readonly words: string;
}
