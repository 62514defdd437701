import { foldText } from './fold-text.ts';

/** What names are ordered by. A cursor carries it, so they are told apart by their beginning and then by id. */
export function comparedName(name: string): string {
  return foldText(name).slice(0, 120);
}
