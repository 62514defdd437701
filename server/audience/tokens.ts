import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import { isMonth, writtenDay } from './days.ts';
import { ENGLISH, WINDOW_LEADS, type Phrase } from './english.ts';
import { Calendar, Mark, Numeric, Quotation } from './lexer.ts';
import type { Lexicon, Reading } from './lexicon.ts';
import { COUNTED, writtenNumber } from './numbers.ts';
import { doubtOfName, keyAt, longestName, waysToSay, type Known } from './names-in-text.ts';
import { endOf, piecesOf, type Piece } from './phrase-key.ts';
import { T } from './token-types.ts';

/** Why a part is refused before any grammar sees it. */
export interface Refusal {
  readonly why: string;
  readonly candidates: readonly string[];
  readonly say?: string;
}

/** What the grammar reads of a number. */
export interface NumberPayload {
  readonly value: number;
  readonly grouped: boolean;
  /** Written with a "k". */
  readonly thousands: boolean;
}

const MOST_ENGLISH = 5;
const MOST_DATE = 5;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Where a reader stands: the pieces of the text, how far it has come, and what it has read. */
interface Reader {
  readonly pieces: readonly Piece[];
  readonly lexicon: Lexicon;
  readonly text: string;
  readonly now: Date;
  readonly read: IToken[];
  at: number;
}

/** The text as tokens of the grammar: at each place the longest phrase that the language or the vocabulary knows. */
export function grammarTokens(text: string, lexicon: Lexicon, now: Date): IToken[] {
  const pieces = piecesOf(text);
  const end = pieces.findLastIndex((piece) => !'.!?'.includes(piece.text));
  const reader: Reader = { pieces: pieces.slice(0, end + 1), lexicon, text, now, read: [], at: 0 };
  while (reader.at < reader.pieces.length) readOne(reader);
  return joined(reader.read);
}

function readOne(reader: Reader): void {
  const piece = reader.pieces[reader.at];
  if (piece === undefined) return;
  const { token } = piece;
  if (token.tokenType === Quotation) {
    const closed = token.payload !== undefined;
    const refusal: Refusal = {
      why: 'A quotation mark is not closed, or a backslash in it escapes nothing.',
      candidates: [],
    };
    return emit(reader, closed ? T.Quoted : T.Refused, 1, closed ? token.payload : refusal);
  }
  if (readDay(reader)) return;
  const known = longestName(reader.pieces, reader.at, reader.lexicon);
  const said = longestSaid(reader);
  const saidFirst =
    said !== undefined &&
    (said.length > known.length || (said.length === known.length && !valueExpected(reader)));
  if (saidFirst) return say(reader, said.phrase, said.length);
  if (known.length > 0) return name(reader, known);
  if (token.tokenType === Numeric) return number(reader, piece);
  const counted = COUNTED.get(piece.text);
  if (counted !== undefined)
    return emit(reader, T.Number, 1, { value: counted, grouped: false, thousands: false });
  if (piece.text === 'once' || piece.text === 'twice') {
    emit(reader, T.Number, 1, {
      value: piece.text === 'once' ? 1 : 2,
      grouped: false,
      thousands: false,
    });
    reader.read.push(instance(T.Times, token));
    return undefined;
  }
  const mark = token.tokenType === Mark;
  emit(
    reader,
    mark ? T.Refused : T.Word,
    1,
    mark ? { why: 'This sign has no meaning here.', candidates: [] } : undefined,
  );
}

function readDay(reader: Reader): boolean {
  const { pieces, at, text, now } = reader;
  const first = pieces[at]?.token;
  if (first?.tokenType === Calendar) {
    emitDay(reader, 1, writtenDay(first.image, now));
    return true;
  }
  for (let length = MOST_DATE; length >= 2; length--) {
    const run = pieces.slice(at, at + length);
    const last = run.at(-1)?.token;
    if (first === undefined || last === undefined || run.length < length || !isDateRun(run)) continue;
    const written = writtenDay(text.slice(first.startOffset, endOf(last) + 1), now);
    if (written !== undefined) {
      emitDay(reader, length, written);
      return true;
    }
  }
  return false;
}

function mayDate(piece: Piece): boolean {
  return piece.token.tokenType === Numeric || isMonth(piece.text) || ['of', ',', '.'].includes(piece.text);
}

function isDateRun(run: readonly Piece[]): boolean {
  const ends = [run[0], run.at(-1)].every(
    (piece) => piece !== undefined && !['of', ',', '.'].includes(piece.text),
  );
  return ends && run.filter(({ text }) => isMonth(text)).length === 1 && run.every(mayDate);
}

function emitDay(reader: Reader, length: number, written: ReturnType<typeof writtenDay>): void {
  const none: Refusal = { why: 'There is no such day.', candidates: ['2026-03-01', '1 March 2026'] };
  if (written === undefined || 'why' in written)
    emit(reader, T.Refused, length, { say: 'after 1 March 2026', ...(written ?? none) });
  else emit(reader, T.Day, length, written);
}

function say(reader: Reader, phrase: Phrase, length: number): void {
  if ('type' in phrase) return emit(reader, phrase.type, length, phrase.payload);
  const last = reader.read.at(-1)?.tokenType;
  const denied = last !== undefined && DENYING.has(last);
  const begins = last === undefined || LINKED.has(last);
  const value = isShortValue(reader) && reader.pieces[reader.at + 1]?.text !== 'customer';
  const out = { always: value, positive: denied, beginning: !begins, opening: last !== undefined }[
    phrase.filler
  ];
  if (out) {
    return emit(reader, T.Refused, length, {
      why: 'This word may change the meaning here, and it is not clear how.',
      candidates: [],
      say: 'the condition without it',
    });
  }
  reader.at += length;
  return undefined;
}

function longestSaid({ pieces, at }: Reader): { phrase: Phrase; length: number } | undefined {
  const currency = currencyAt(pieces, at);
  for (let length = Math.min(MOST_ENGLISH, pieces.length - at); length > 0; length--) {
    const key = keyAt(pieces, at, length);
    if (WINDOW_LEADS.has(key) && isNumber(pieces[at + length])) return { phrase: { type: T.Window }, length };
    const phrase = ENGLISH.get(key) ?? (length === 1 ? currency : undefined);
    if (phrase !== undefined) return { phrase, length };
  }
  return undefined;
}

function isNumber(piece: Piece | undefined): boolean {
  return piece !== undefined && (piece.token.tokenType === Numeric || COUNTED.has(piece.text));
}

/** A currency code stands in capitals beside a number; elsewhere it may be a value. */
function currencyAt(pieces: readonly Piece[], at: number): Phrase | undefined {
  const image = pieces[at]?.token.image ?? '';
  const beside = isNumber(pieces[at - 1]) || isNumber(pieces[at + 1]);
  return beside && CURRENCIES.has(image) ? { type: T.Currency, payload: image } : undefined;
}

/** After "is", or in a list of values, a word of the language can be a value: "A", "IN". It is one if written exactly so. */
function valueExpected(reader: Reader): boolean {
  const [before, last] = [reader.read.at(-2), reader.read.at(-1)];
  if (last === undefined || !isShortValue(reader)) return false;
  const opened: readonly TokenType[] = [T.Is, T.Not, T.OneOf, T.NoneOf];
  const listed = [T.Comma, T.Or].includes(last.tokenType) && before?.tokenType === T.Term;
  return opened.includes(last.tokenType) || listed || isFieldOf(last.payload, reader);
}

/** A value of few capitals, written exactly so. */
function isShortValue({ pieces, at, lexicon }: Reader): boolean {
  const { text = '', token } = pieces[at] ?? {};
  const readings = lexicon.phrases.get(text) ?? [];
  return (
    /^\p{Lu}{1,3}$/u.test(token?.image ?? '') &&
    readings.some((reading) => 'value' in reading && reading.value === token?.image)
  );
}

/** Whether the word before names the attribute that has this value: "value segment A". */
function isFieldOf(payload: unknown, { pieces, at }: Reader): boolean {
  const image = pieces[at]?.token.image ?? '';
  return (
    Array.isArray(payload) &&
    payload.some(
      (reading: Reading) =>
        reading.kind === 'attribute' && reading.attribute.allowed_values?.includes(image) === true,
    )
  );
}

function name(reader: Reader, { length, readings }: Known): void {
  const { pieces, at, read } = reader;
  const last: unknown = read.at(-1)?.payload;
  const named = Array.isArray(last) && last.some((reading: Reading) => reading.kind === 'segments');
  const why = named ? undefined : doubtOfName(pieces, at, { length, readings }, reader.lexicon);
  if (why === undefined) return emit(reader, T.Term, length, readings);
  const candidates = waysToSay(readings);
  return emit(reader, T.Refused, length, {
    why,
    candidates,
    ...(candidates[0] !== undefined && { say: candidates[0] }),
  });
}

function number(reader: Reader, piece: Piece): void {
  const written = writtenNumber(piece.token.image);
  if ('why' in written) return emit(reader, T.Refused, 1, { ...written, say: 'more than 1500' });
  const { value, grouped, letters, thousands } = written;
  const hanging = { '': undefined, d: T.Unit, x: T.Times }[letters];
  if (letters !== '' && hanging === undefined) return emit(reader, T.Word, 1);
  emit(reader, T.Number, 1, { value, grouped, thousands } satisfies NumberPayload);
  if (hanging !== undefined)
    reader.read.push(instance(hanging, piece.token, hanging === T.Unit ? 1 : undefined));
}

function emit(reader: Reader, type: TokenType, length: number, payload?: unknown): void {
  const first = reader.pieces[reader.at]?.token;
  const last = reader.pieces[reader.at + length - 1]?.token;
  reader.at += length;
  if (first === undefined || last === undefined) return;
  const end = endOf(last);
  reader.read.push(
    instance(
      type,
      { ...first, image: reader.text.slice(first.startOffset, end + 1), endOffset: end },
      payload,
    ),
  );
}

function instance(type: TokenType, token: IToken, payload?: unknown): IToken {
  const none = Number.NaN;
  const made = createTokenInstance(
    type,
    token.image,
    token.startOffset,
    endOf(token),
    none,
    none,
    none,
    none,
  );
  made.payload = payload;
  return made;
}

/** Links that join nothing are left out, and "not" before a bracket becomes a token of its own. */
function joined(tokens: readonly IToken[]): IToken[] {
  const result: IToken[] = [];
  for (const [index, token] of tokens.entries()) {
    const last = result.at(-1);
    const type = token.tokenType;
    if (type === T.Link) {
      if (last !== undefined && LINKED.has(last.tokenType)) last.payload = token.payload;
      if (last === undefined || LINKED.has(last.tokenType)) continue;
    } else if (type === T.Comma && last === undefined && tokens[index - 1]?.tokenType === T.Link) continue;
    else if (last?.tokenType === T.Link && UNLINKED.has(type)) result.pop();
    result.push(token);
  }
  if (result.at(-1)?.tokenType === T.Link) result.pop();
  let bracket = false;
  return result
    .toReversed()
    .map((token) => {
      bracket =
        token.tokenType === T.Open || (bracket && token.tokenType === T.Not && token.payload === 'alone');
      return bracket && token.tokenType === T.Not ? instance(T.NotGroup, token) : token;
    })
    .toReversed();
}

const DENYING: ReadonlySet<TokenType> = new Set([T.Not, T.Never, T.Neither, T.No]);
const LINKED: ReadonlySet<TokenType> = new Set([
  T.Link,
  T.Joining,
  T.And,
  T.Or,
  T.Comma,
  T.Except,
  T.Without,
  T.Open,
]);
const UNLINKED: ReadonlySet<TokenType> = new Set([T.And, T.Or, T.Comma, T.Except, T.Without, T.Close]);
