import { fail, type Result } from '../result.ts';
import type { Compiled, Unresolved } from './compiled.ts';
import type { AudienceVocabulary } from './vocabulary.ts';

export type { Compiled, Unresolved } from './compiled.ts';

/** Reads a description of an audience; refuses whatever it does not understand wholly and in one way. */
export function compileAudience(
  description: string,
  _vocabulary: AudienceVocabulary,
): Result<Compiled, readonly Unresolved[]> {
  return fail([{ phrase: description, reason: 'not understood', candidates: [], say: 'Country is DE' }]);
}
