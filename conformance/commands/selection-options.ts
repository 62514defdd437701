import { InvalidArgumentError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { AREAS } from '../ledger/requirement.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';

const IDS = REQUIREMENTS.map(({ id }) => id);

/** The requirements that are meant by ids, areas and patterns, separated by commas: `auth.pkce,safety,data.*-time`. */
export function requirementsMeant(text: string): string[] {
  return [...new Set(text.split(',').flatMap((part) => meantBy(part.trim())))];
}

function meantBy(part: string): string[] {
  const pattern = part.includes('*') ? part : `${part}.*`;
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((text) => RegExp.escape(text))
      .join('.*')}$`,
    'u',
  );
  const found = IDS.filter((id) => id === part || expression.test(id));
  if (found.length > 0) return found;
  throw new InvalidArgumentError(
    `There is no requirement ${part}. Did you mean ${closest(part, [...IDS, ...AREAS])}?`,
  );
}
