/** Characters that move a cursor, turn text around or have no place in XML. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_C}\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu;

/** Text of a stranger, safe to show: every character that is not plainly printed becomes its code point. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
