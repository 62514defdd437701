/** What a reader does not see, or sees in another order; tab and line breaks are not among them. */
const UNSEEN = /[^\S \t\r\n\u00a0\u2007\u2009\u202f]|[\p{C}\p{Default_Ignorable_Code_Point}]/u;
const ESCAPED = /[\\“”„"]|[^\S ]|[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** The first character that nobody would see, or undefined. */
export function unseenCharacter(text: string): string | undefined {
  for (const character of text) {
    if (!'\t\r\n'.includes(character) && UNSEEN.test(character)) return character;
  }
  return undefined;
}

export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text in quotation marks, so that whatever it holds is read back as it is; what nobody would see becomes visible. */
export function quoted(text: string): string {
  return `“${text.replaceAll(ESCAPED, (character) =>
    '\\“”„"'.includes(character) ? `\\${character}` : `\\u{${codePointOf(character)}}`,
  )}”`;
}

function codePointOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

const PAIRS: Readonly<Record<string, string>> = { '“': '”', '"': '"', '„': '“”' };

/**
 * The quotation that begins at an offset: its end and its text. Typographic marks nest, and a backslash escapes a mark, a
 * backslash or, as `\u{…}`, any character. Undefined text means that it does not end, or that an escape is none.
 */
export function quotationAt(
  text: string,
  offset: number,
): { end: number; text: string | undefined } | undefined {
  const opening = text[offset] ?? '';
  const closing = PAIRS[opening];
  if (closing === undefined) return undefined;
  let content = '';
  let depth = 0;
  for (let at = offset + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') {
      const escape = escapeAt(text, at);
      if (escape === undefined) break;
      content += escape.text;
      at = escape.end - 1;
    } else if (closing.includes(character) && depth === 0) {
      return { end: at + 1, text: content };
    } else {
      if (opening === '“') depth += character === '“' ? 1 : character === '”' ? -1 : 0;
      content += character;
    }
  }
  return { end: text.length, text: undefined };
}

function escapeAt(text: string, at: number): { end: number; text: string } | undefined {
  const next = text[at + 1] ?? '';
  if (next !== '' && '\\“”„"'.includes(next)) return { end: at + 2, text: next };
  if (!text.startsWith('u{', at + 1)) return undefined;
  const close = text.indexOf('}', at);
  const digits = text.slice(at + 3, close);
  const code = Number.parseInt(digits, 16);
  const sound = close > 0 && digits.length <= 6 && code <= 0x10ffff && code.toString(16) === digits;
  return sound ? { end: close + 1, text: String.fromCodePoint(code) } : undefined;
}
