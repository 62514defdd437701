import { createToken, Lexer, type TokenType } from 'chevrotain';

function type(name: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories });
}

/** What the grammar is written in: the words of the language, each a kind, and the names of a tenant, which are of few kinds. */
const Joining = type('Joining');
const Comparison = type('Comparison');
const DayComparison = type('DayComparison');
const Name = type('Name');
const Single = type('Single');
export const T = {
  Name,
  /** A name, value, verb or noun that the vocabulary knows; the payload holds its readings. */
  Term: type('Term', Name),
  /** A word that nobody knows. */
  Word: type('Word', Name),
  /** The payload is the quoted text. */
  Quoted: type('Quoted', Name),
  Number: type('Number'),
  Day: type('Day'),
  /** Something that is refused wherever it stands; the payload says why. */
  Refused: type('Refused'),

  Joining,
  /** Words that are a part of a condition by themselves. */
  Single,
  And: type('And', Joining),
  Or: type('Or', Joining),
  Comma: type('Comma'),
  /** "who", "that", "with", "customers": a new condition begins. */
  Link: type('Link'),
  Except: type('Except'),
  Without: type('Without'),
  /** "not" before a bracket. */
  NotGroup: type('NotGroup'),
  Open: type('Open'),
  Close: type('Close'),

  Is: type('Is', Single),
  Not: type('Not', Single),
  No: type('No', Single),
  Never: type('Never', Single),
  Neither: type('Neither', Single),
  Nor: type('Nor', Single),
  In: type('In', Single),
  Comparison,
  Compare: type('Compare', Comparison),
  Over: type('Over', Comparison),
  DayComparison,
  Before: type('Before', DayComparison),
  OrMore: type('OrMore'),
  Between: type('Between'),
  To: type('To'),
  OneOf: type('OneOf'),
  NoneOf: type('NoneOf'),
  TextComparison: type('TextComparison'),
  Known: type('Known', Single),
  Unknown: type('Unknown', Single),
  Truth: type('Truth'),
  Currency: type('Currency'),
  Percent: type('Percent'),
  Times: type('Times'),
  Unit: type('Unit'),
  Ago: type('Ago'),
  Window: type('Window'),
  Ever: type('Ever', Single),
  Happened: type('Happened', Single),
  Last: type('Last', Single),
  DaysSince: type('DaysSince', Single),
  Measure: type('Measure', Single),
  Of: type('Of', Single),
  /** "in total": what it came to, not how often. */
  Total: type('Total', Single),
  By: type('By', Single),
  /** "attribute key", "event key", "segment with key": the quotation that follows is a key. */
  Key: type('Key'),
} as const satisfies Record<string, TokenType>;

export const ALL_TYPES: TokenType[] = Object.values(T);
