import { fail, type Result } from '../result.ts';
import type { Compiled, Unresolved } from './compiled.ts';
import type { AudienceVocabulary } from './vocabulary.ts';

/** A row of the explicit criteria: `value` holds a list or a range separated by commas. */
export interface ExplicitRow {
  readonly field: string;
  readonly op:
    | 'eq'
    | 'ne'
    | 'in'
    | 'not_in'
    | 'gt'
    | 'gte'
    | 'lt'
    | 'lte'
    | 'between'
    | 'within_days'
    | 'not_within_days'
    | 'exists';
  readonly value?: string | undefined;
  /** Rows of one group are ANDed, groups are ORed; 1 by default. */
  readonly group?: number | undefined;
}

/** Reads explicit criteria by the types of the schema. */
export function explicitAudience(
  rows: readonly ExplicitRow[],
  _vocabulary: AudienceVocabulary,
): Result<Compiled, readonly Unresolved[]> {
  return fail(
    rows.map(({ field }) => ({ phrase: field, reason: 'not understood', candidates: [], say: '' })),
  );
}
