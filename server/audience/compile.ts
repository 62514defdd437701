import type { IToken } from 'chevrotain';
import type { Predicate } from '#contract/entities/predicate.ts';
import { fail, ok, type Result } from '../result.ts';
import { assemble } from './assemble.ts';
import { codePointName, unseenCharacter } from './characters.ts';
import type { Compiled, Unresolved } from './compiled.ts';
import { parseTokens } from './grammar.ts';
import { exampled, unknownWord, unresolved } from './interpret.ts';
import { lexiconOf, type Lexicon } from './lexicon.ts';
import { normalForm } from './normal-form.ts';
import { endOf } from './phrase-key.ts';
import { T } from './token-types.ts';
import { grammarTokens, type Refusal } from './tokens.ts';
import type { AudienceVocabulary } from './vocabulary.ts';
import { audienceWords } from './words.ts';

export type { Compiled, Unresolved } from './compiled.ts';

const MOST_CHARACTERS = 2000;
/** Brackets within brackets. */
const DEEPEST = 32;

/** Reads a description of an audience; refuses whatever it does not understand wholly and in one way. */
export function compileAudience(
  description: string,
  vocabulary: AudienceVocabulary,
): Result<Compiled, readonly Unresolved[]> {
  if (description.length > MOST_CHARACTERS) {
    return refused(`${description.slice(0, 40)}…`, {
      why: `A description has at most ${MOST_CHARACTERS} characters.`,
      candidates: [],
    });
  }
  const read = readDescription(description, vocabulary);
  return read.ok ? ok({ criteria: read.value, words: audienceWords(read.value, vocabulary) }) : read;
}

/** Reads a description of any length, for words that were made of criteria. */
export function readDescription(
  description: string,
  vocabulary: AudienceVocabulary,
): Result<Predicate, readonly Unresolved[]> {
  const unseen = unseenCharacter(description);
  if (unseen !== undefined) {
    return refused(codePointName(unseen), {
      why: 'The description holds a character that nobody sees.',
      candidates: [],
    });
  }
  const lexicon = lexiconOf(vocabulary);
  const read = readSeen(description, lexicon, vocabulary.now);
  return read.ok ? ok(normalForm(read.value)) : fail(exampled(read.failure, lexicon));
}

function readSeen(
  description: string,
  lexicon: Lexicon,
  now: Date,
): Result<Predicate, readonly Unresolved[]> {
  const tokens = grammarTokens(description, lexicon, now);
  const signs = tokens.filter(({ tokenType }) => tokenType === T.Refused);
  if (signs.length > 0) {
    const beside = signs.every(({ payload }) => payload === 'calendar') ? unknownIn(tokens, lexicon) : [];
    return fail([...signs.map(refusedSign), ...beside]);
  }
  const deepest = depthOf(tokens);
  if (deepest !== undefined)
    return refused(deepest.image, { why: `Brackets are nested more than ${DEEPEST} deep.`, candidates: [] });
  if (tokens.length === 0)
    return refused(description, { why: 'The description says nothing about who is meant.', candidates: [] });
  const parsed = parseTokens(tokens);
  if (!parsed.ok) return fail(misplaced(tokens, parsed.failure, description, lexicon));
  return assemble(parsed.value, lexicon, description);
}

function refused(
  phrase: string,
  { why, candidates, say }: Refusal,
): { ok: false; failure: readonly Unresolved[] } {
  return fail([unresolved(phrase, { why, candidates, ...(say !== undefined && { say }) })]);
}

function refusedSign({ image, payload }: IToken): Unresolved {
  if (payload === 'calendar') {
    return unresolved(image, {
      why: 'Calendar periods move; a number of days is needed, or a date.',
      candidates: ['in the last 7 days', 'in the last 30 days', 'after 1 March 2026'],
      say: 'in the last 30 days',
    });
  }
  return unresolved(image, payload);
}

function depthOf(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  return tokens.find(({ tokenType }) => {
    if (tokenType === T.Open) depth += 1;
    if (tokenType === T.Close) depth = Math.max(0, depth - 1);
    return depth > DEEPEST;
  });
}

function unknownIn(tokens: readonly IToken[], lexicon: Lexicon): Unresolved[] {
  return tokens
    .filter(({ tokenType }) => tokenType === T.Word)
    .map(({ image }) => unknownWord(image, lexicon));
}

const BREAKS = new Set([T.And, T.Or, T.Comma, T.Link, T.Except, T.Without, T.Open, T.Close]);

/** The condition in which the tokens stopped making sense, and every word of it that is not known. */
function misplaced(
  tokens: readonly IToken[],
  at: IToken | undefined,
  text: string,
  lexicon: Lexicon,
): Unresolved[] {
  const unknown = unknownIn(tokens, lexicon);
  if (unknown.length > 0) return unknown;
  const index = at === undefined ? tokens.length - 1 : tokens.indexOf(at);
  const from = tokens.findLastIndex(({ tokenType }, place) => place < index && BREAKS.has(tokenType)) + 1;
  const to = tokens.findIndex(({ tokenType }, place) => place > index && BREAKS.has(tokenType));
  const [first, last] = [tokens[from], tokens[to < 0 ? tokens.length - 1 : to - 1]];
  const phrase =
    first === undefined || last === undefined ? text : text.slice(first.startOffset, endOf(last) + 1);
  const why =
    at === undefined
      ? 'The description ends before it is complete.'
      : `This makes no sense from “${at.image}” on.`;
  return [unresolved(phrase === '' ? text : phrase, { why })];
}
