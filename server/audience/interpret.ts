import type { Predicate } from '#contract/entities/predicate.ts';
import { closest, distance } from 'fastest-levenshtein';
import type { ConditionReader, Given, Meaning } from './condition.ts';
import type { Unresolved } from './compiled.ts';
import { isWhy, membership, type Why } from './fields.ts';
import type { Lexicon } from './lexicon.ts';
import { readAttribute } from './read-attribute.ts';
import { readEngagement } from './read-engagement.ts';
import { readEvent } from './read-event.ts';
import { readMeasure } from './read-measure.ts';
import { readMember } from './read-member.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Part, Place } from './syntax.ts';
import { audienceWords } from './words.ts';

const READERS: readonly ConditionReader[] = [
  readAttribute,
  readEvent,
  readMeasure,
  readEngagement,
  readMember,
];
/** As much of a mistyped word as is compared, and how many names are offered for it. */
const COMPARED = 64;
const OFFERED = 3;
/** Stands for an example of the language until `exampled` puts one of the tenant's own in its place. */
const SAY = 'lifecycle stage is “Active”';

/** The one meaning of a condition; several meanings are as bad as none. */
export function meaningOf(
  parts: readonly Part[],
  lexicon: Lexicon,
  text: string,
): Result<Meaning, readonly Unresolved[]> {
  if (parts.at(-1)?.kind === 'not')
    return fail([
      unresolved(phraseOf(parts, text), { why: 'It is not clear what the “not” at the end denies.' }),
    ]);
  const given: Given = {
    parts: spoken(parts),
    is: parts.some((part) => part.kind === 'is' || (part.kind === 'not' && part.verb === 'be')),
    lexicon,
    text,
  };
  const found = READERS.map((reader) => reader(given));
  const sure = found.filter((outcomes) => outcomes.length > 0 && !outcomes.some(isWhy)).flat();
  const meanings = new Map(
    sure.flatMap((outcome) => (isWhy(outcome) ? [] : [[JSON.stringify(outcome.criteria), outcome]])),
  );
  const [meaning, ...others] = meanings.values();
  const phrase = phraseOf(parts, text);
  if (meaning !== undefined && others.length === 0) return ok(meaning);
  if (meaning !== undefined) {
    const candidates = [...meanings.values()].map(({ criteria }) =>
      audienceWords(criteria, lexicon.vocabulary),
    );
    return fail([{ phrase, reason: 'This has several readings.', candidates, say: candidates[0] ?? SAY }]);
  }
  const unknown = unknownWords(parts, lexicon);
  if (unknown.length > 0) return fail(unknown);
  return fail([
    unresolved(phrase, found.flat().find(isWhy) ?? { why: 'These words do not make a condition together.' }),
  ]);
}

export function unresolved(phrase: string, { why, candidates = [], say = SAY }: Why): Unresolved {
  return { phrase, reason: why, candidates, say };
}

/** Where nothing nearer is known, how the tenant's own names are said. */
export function exampled(failures: readonly Unresolved[], { vocabulary }: Lexicon): Unresolved[] {
  const children = vocabulary.schema.flatMap((item): Predicate[] => {
    if (item.kind === 'event')
      return [
        { type: 'event', event: item.key, measure: 'count', operator: 'gte', value: 1, window_days: 30 },
      ];
    const value = item.kind === 'attribute' ? item.allowed_values?.[0] : undefined;
    return item.kind === 'attribute' && value !== undefined
      ? [membership({ kind: 'attribute', attribute: item }, [value], false)]
      : [];
  });
  const shown = [
    children.find(({ type }) => type !== 'event'),
    children.find(({ type }) => type === 'event'),
  ];
  const criteria = shown.filter((child) => child !== undefined);
  const example =
    criteria.length === 0 ? SAY : audienceWords({ type: 'and', children: criteria }, vocabulary);
  return failures.map((one) => (one.say === SAY ? { ...one, say: example } : one));
}

export function phraseOf(places: readonly Place[], text: string): string {
  return text.slice(places[0]?.from ?? 0, places.at(-1)?.to ?? text.length);
}

/** "is" says nothing more, "in 14 days" is a window, and "neither … nor …" is a list. */
function spoken(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const before = result.at(-2);
    if (part.kind === 'is') continue;
    if (
      last?.kind === 'in' &&
      part.kind === 'amount' &&
      part.unit === 'days' &&
      part.operator === undefined &&
      part.to_value === undefined &&
      part.currency === undefined &&
      !part.percent &&
      !part.ago
    ) {
      result.splice(-1, 1, {
        kind: 'window',
        lead: 'in',
        days: part.value * part.weight,
        from: last.from,
        to: part.to,
      });
    } else if (last?.kind === 'in' && part.kind === 'amount' && part.unit === 'unclear') {
      result.splice(-1, 1, { kind: 'window', lead: 'in', from: last.from, to: part.to });
    } else if (last?.kind === 'neither' && part.kind === 'name') {
      result.splice(-1, 1, { kind: 'list', none: true, values: [part], from: last.from, to: part.to });
    } else if (last?.kind === 'nor' && before?.kind === 'list' && before.none && part.kind === 'name') {
      result.splice(-2, 2, { ...before, values: [...before.values, part], to: part.to });
    } else result.push(part);
  }
  return result;
}

/** The words of a condition that nothing is known of, those in a row together. */
function unknownWords(parts: readonly Part[], lexicon: Lexicon): Unresolved[] {
  const runs: string[][] = [];
  let open = false;
  for (const part of parts) {
    const unknown = part.kind === 'name' && !part.quoted && part.readings.length === 0;
    if (unknown && open) runs.at(-1)?.push(part.text);
    if (unknown && !open) runs.push([part.text]);
    open = unknown;
  }
  return runs.map((words) => unknownWord(words.join(' '), lexicon));
}

export function unknownWord(phrase: string, { names }: Lexicon): Unresolved {
  const candidates = nearest(phrase, names);
  const [first] = candidates;
  const reason =
    first === undefined
      ? 'Nothing of this name is known.'
      : `Nothing of this name is known. Did you mean “${first}”?`;
  return { phrase, reason, candidates, say: first === undefined ? SAY : `“${first}”` };
}

function nearest(phrase: string, names: readonly string[]): string[] {
  const text = phrase.slice(0, COMPARED).toLowerCase();
  const left = new Map(names.map((name) => [name.slice(0, COMPARED).toLowerCase(), name]));
  const found: string[] = [];
  while (found.length < OFFERED && left.size > 0) {
    const key = closest(text, [...left.keys()]);
    if (distance(text, key) > Math.max(text.length, key.length) / 3) break;
    // A word before a name, such as "in", turns its meaning round.
    if (!text.endsWith(key)) found.push(left.get(key) ?? key);
    left.delete(key);
  }
  return found;
}
