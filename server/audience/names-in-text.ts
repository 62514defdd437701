import { ENGLISH } from './english.ts';
import type { Lexicon, Reading } from './lexicon.ts';
import { phraseKey, type Piece } from './phrase-key.ts';

/** Words that no name may hold without quotation marks, since it could be read as a sentence too. */
const LOGIC = new Set([
  'and',
  'or',
  'not',
  'no',
  'never',
  'without',
  'except',
  'but',
  'nor',
  ',',
  ';',
  '(',
  ')',
  'excluding',
]);

/** The longest name at a place, in how many pieces, and what it can stand for. */
export interface Known {
  readonly length: number;
  readonly readings: readonly Reading[];
}

export function longestName(pieces: readonly Piece[], at: number, lexicon: Lexicon): Known {
  for (let length = Math.min(lexicon.longest, pieces.length - at); length > 0; length--) {
    const readings = lexicon.phrases.get(keyAt(pieces, at, length));
    if (readings !== undefined) return { length, readings };
  }
  return { length: 0, readings: [] };
}

export function keyAt(pieces: readonly Piece[], at: number, length: number): string {
  return pieces
    .slice(at, at + length)
    .map(({ text }) => text)
    .join(' ');
}

/** A name in several words is doubtful when other readings cut it elsewhere, or when its words make a sentence of their own. */
export function doubtOfName(
  pieces: readonly Piece[],
  at: number,
  { length, readings }: Known,
  lexicon: Lexicon,
): string | undefined {
  if (length === 1) return undefined;
  const words = pieces.slice(at, at + length).map(({ text }) => text);
  if (words.some((word) => LOGIC.has(word)))
    return 'A name with such words in it must stand in quotation marks.';
  for (let inside = at + 1; inside < at + length; inside++) {
    if (inside + longestName(pieces, inside, lexicon).length > at + length) return 'Two names overlap here.';
  }
  const place = readings.some(({ kind }) => kind === 'segment' || kind === 'value' || kind === 'stage');
  const sentence = words.every((word) => lexicon.phrases.has(word) || ENGLISH.has(word));
  return place && (sentence || words.some((word) => shortensField(word, words, lexicon)))
    ? 'This is a name, and its words also have a meaning of their own.'
    : undefined;
}

/** "Gold value" may be short for the value segment Gold. */
function shortensField(word: string, words: readonly string[], { phrases }: Lexicon): boolean {
  return (phrases.get(word) ?? []).some((reading) => {
    if (reading.kind !== 'value') return false;
    const field = [reading.attribute.name, ...reading.attribute.aliases].flatMap((one) =>
      phraseKey(one).split(' '),
    );
    return words.every((other) => other === word || field.includes(other));
  });
}

/** What to write for each reading of a name. */
export function waysToSay(readings: readonly Reading[]): string[] {
  return readings.flatMap((reading) => {
    if (reading.kind === 'segment') return [`in the segment “${reading.segment.name}”`];
    if (reading.kind === 'attribute') return [`“${reading.attribute.name}”`];
    if (reading.kind === 'stage') return [`lifecycle stage is “${reading.value}”`];
    return reading.kind === 'event' ? [`“${reading.event.name}” happened`] : [];
  });
}
