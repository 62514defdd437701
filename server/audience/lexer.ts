import { createToken, Lexer, type IToken, type TokenType } from 'chevrotain';
import { quotationAt } from './characters.ts';

/** A custom pattern: a lexer without unicode classes would not know a letter when it sees one. */
function at(pattern: RegExp): (text: string, offset: number) => RegExpExecArray | null {
  const sticky = new RegExp(pattern, 'yu');
  return (text, offset) => {
    sticky.lastIndex = offset;
    return sticky.exec(text);
  };
}

function type(name: string, pattern: RegExp, group?: string): TokenType {
  return createToken({
    name,
    pattern: at(pattern),
    line_breaks: true,
    ...(group !== undefined && { group }),
  });
}

/** In quotation marks; the payload is what stands between them, or undefined when they do not close. */
export const Quotation = createToken({
  name: 'Quotation',
  line_breaks: true,
  pattern: (text: string, offset: number) => {
    const quotation = quotationAt(text, offset);
    if (quotation === undefined) return null;
    const found: [string] & { payload?: unknown } = [text.slice(offset, quotation.end)];
    found.payload = quotation.text;
    return found;
  },
});
const Space = type('Space', /\s+/, Lexer.SKIPPED);
/** Three numbers with the same separator between them. */
export const Calendar = type('Calendar', /\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?![\p{L}\p{N}])/u);
/** A number as people write it, with a sign, separators and letters that hang on to it. */
export const Numeric = type(
  'Numeric',
  /(?:(?<![\p{L}\p{N})\]]|\p{N}\s)-)?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?(?:\p{L}\p{M}*)*/u,
);
export const Letters = type('Letters', /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/u);
export const Mark = type('Mark', />=|<=|=>|=<|!=|<>|==|[^\s]/u);

const lexer = new Lexer([Quotation, Space, Calendar, Numeric, Letters, Mark], {
  positionTracking: 'onlyOffset',
  ensureOptimizations: false,
});

/** Cuts a text into words, numbers, quotations and marks; every text can be cut. */
export function rawTokens(text: string): IToken[] {
  return lexer.tokenize(text).tokens;
}
