import type { IToken } from 'chevrotain';
import { Letters, Mark, Numeric, rawTokens } from './lexer.ts';

/** A raw token as phrases are compared: case, apostrophes and marks between the parts of a word make no difference. */
export interface Piece {
  readonly text: string;
  readonly token: IToken;
}

/** Names that need no cutting, as most do; a tenant may have very many. */
const SIMPLE = /^[A-Za-z][A-Za-z0-9]*(?:[ _][A-Za-z][A-Za-z0-9]*)*$/;
const GLUE = new Set(['-', '_', '/']);

/** The raw tokens of a text without the marks that only hold the parts of a word together; "e-mail" is "email". */
export function piecesOf(text: string): Piece[] {
  const tokens = rawTokens(text);
  const pieces: Piece[] = [];
  for (const [index, token] of tokens.entries()) {
    if (isGlue(tokens, index)) continue;
    const folded = token.image.normalize('NFC').toLowerCase().replaceAll('’', "'");
    const previous = pieces.at(-1);
    if (folded === 'mail' && previous?.text === 'e' && isGlue(tokens, index - 1)) {
      pieces[pieces.length - 1] = {
        text: 'email',
        token: {
          ...previous.token,
          image: `${previous.token.image}-${token.image}`,
          endOffset: endOf(token),
        },
      };
    } else pieces.push({ text: folded, token });
  }
  return pieces;
}

function isGlue(tokens: readonly IToken[], index: number): boolean {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.tokenType !== Mark || !GLUE.has(token.image) || before === undefined || after === undefined)
    return false;
  const inWord = [before, after].every(({ tokenType }) => tokenType === Letters || tokenType === Numeric);
  const numbers = before.tokenType === Numeric && after.tokenType === Numeric;
  return (
    inWord &&
    (!numbers || token.image === '_') &&
    endOf(before) + 1 === token.startOffset &&
    token.startOffset + 1 === after.startOffset
  );
}

/** Where a token ends; chevrotain leaves it open in its type. */
export function endOf(token: IToken): number {
  return token.endOffset ?? token.startOffset + token.image.length - 1;
}

/** A name as phrases are looked up by. */
export function phraseKey(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase().replaceAll('_', ' ');
  return piecesOf(text)
    .map((piece) => piece.text)
    .join(' ');
}
