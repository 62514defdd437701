import type { SchemaItem } from '#contract/entities/schema-item.ts';

type Event = Extract<SchemaItem, { kind: 'event' }>;

interface Forms {
  /** "deposit", "deposits", "bets placed". */
  readonly noun: readonly string[];
  /** "deposited", "joined Aisle Club". */
  readonly finite: readonly string[];
  /** What follows "did not", where it is no noun: "log in". */
  readonly base: readonly string[];
  /** "placed", "place" and "bet". */
  readonly split: readonly { participle: string; bases: readonly string[]; object: string }[];
}

/** Verbs that are not their noun with an ending. */
const VERBS: Readonly<Record<string, readonly [finite: readonly string[], base: readonly string[]]>> = {
  login: [
    ['logged in', 'logged on'],
    ['log in', 'log on'],
  ],
  registration: [['registered'], ['register']],
  purchase: [['purchased', 'bought'], ['buy']],
  subscription: [['subscribed'], ['subscribe']],
  withdrawal: [['withdrew', 'withdrawn'], ['withdraw']],
  'sign up': [['signed up'], ['sign up']],
  signup: [['signed up'], ['sign up']],
};
/** Nouns whose verb means more than the event: who returned need not have sent a parcel back. */
const UNSURE = new Set(['return', 'order return', 'bet', 'win', 'visit']);
const IRREGULAR = new Set(['won', 'lost', 'sent', 'bought', 'sold', 'read', 'seen', 'paid', 'spent', 'left']);

/** The ways of English to speak of an event, made from its name and key alone. */
export function eventForms({ name, key }: Event): Forms {
  const texts = [...new Set([name, key].map((text) => text.toLowerCase().replaceAll('_', ' ')))];
  const parts = texts.map((text) => ({ text, words: text.split(/\s+/u) }));
  return {
    noun: parts.flatMap(({ text, words }) => [text, plural(text), ...pluralObject(words)]),
    finite: parts.flatMap(({ text, words }) => {
      if (isParticiple(words[0]) && words.length > 1) return [text];
      return words.length === 1 ? [...(VERBS[text]?.[0] ?? pastOf(text))] : [...(VERBS[text]?.[0] ?? [])];
    }),
    base: parts.flatMap(({ text }) => [...(VERBS[text]?.[1] ?? [])]),
    split: parts.flatMap(({ words }) => splitVerb(words)),
  };
}

function isParticiple(word: string | undefined): boolean {
  return word !== undefined && ((word.length > 4 && word.endsWith('ed')) || IRREGULAR.has(word));
}

function splitVerb(words: readonly string[]): Forms['split'] {
  const participle = words.at(-1);
  if (participle === undefined || words.length < 2 || !isParticiple(participle)) return [];
  const stem = participle.slice(0, -2);
  const bases = participle.endsWith('ed')
    ? [participle.slice(0, -1), stem, ...(stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : [])]
    : [];
  return [{ participle, bases, object: words.slice(0, -1).join(' ') }];
}

function pluralObject(words: readonly string[]): string[] {
  return splitVerb(words).map(({ participle, object }) => `${plural(object)} ${participle}`);
}

function pastOf(noun: string): string[] {
  if (UNSURE.has(noun) || !/^\p{L}+$/u.test(noun)) return [];
  return [noun.endsWith('e') ? `${noun}d` : `${noun}ed`];
}

export function plural(noun: string): string {
  if (/(?:s|x|ch|sh)$/u.test(noun)) return noun.endsWith('s') ? noun : `${noun}es`;
  return /[^aeiou]y$/u.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
