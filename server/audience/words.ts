import type { Predicate } from '#contract/entities/predicate.ts';
import type { AudienceVocabulary } from './vocabulary.ts';

/** Criteria in words that compile to the same criteria again. */
export function audienceWords(
  criteria: Predicate,
  _vocabulary: Pick<AudienceVocabulary, 'schema' | 'segments'>,
): string {
  return JSON.stringify(criteria);
}
