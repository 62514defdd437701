import { html } from 'hono/html';
import type { Html } from '../define.ts';

/** Controls but the line feed and tab, zero-width and bidirectional characters, tags and private use: nothing that draws, all of it able to deceive. */
const UNSEEN =
  /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u{FE00}-\u{FE0F}\u{3164}\u{115F}\u{1160}\u{FFA0}]/u;
/** A joiner inside an emoji or a word of a script that needs it, and the variation selector of an emoji, do draw. */
const JOINED =
  /(?<=\p{Extended_Pictographic}|\p{EMod}|\u{FE0F}|[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}])[\u{200C}\u{200D}](?=\S)|(?<=\p{Emoji})\u{FE0F}/u;
const PIECES = new RegExp(`(${JOINED.source})|(${UNSEEN.source})`, 'gu');

/**
 * Text that somebody else wrote, in its own direction: escaped, and with each character that cannot be seen replaced by its
 * number, so that what is read is what is there.
 *
 * @see Unicode UTS #55, section 4.1 "Bidirectional ordering" and UAX #9, section 3.3.2 "Isolates"
 */
export function foreignText(text: string): Html {
  return html`<bdi>${visibleCharacters(text)}</bdi>`;
}

/** The same for an address of email, which goes on to a second line at its host before it is broken anywhere else. */
export function emailText(email: string): Html {
  const at = Math.max(0, email.lastIndexOf('@'));
  return html`<bdi
    >${visibleCharacters(email.slice(0, at))}<wbr />${visibleCharacters(email.slice(at))}</bdi
  >`;
}

/** The same for a title or a label, which can hold no markup: without the characters that cannot be seen. */
export function seenText(text: string): string {
  return text.replaceAll(PIECES, (_, joined?: string) => joined ?? '');
}

/** The same without a direction of its own, for text inside an element that sets one. */
export function visibleCharacters(text: string): (Html | string)[] {
  const found: (Html | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(PIECES)) {
    const [character, joined] = match;
    if (joined !== undefined) continue;
    const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    found.push(
      text.slice(from, match.index),
      html`<span class="invisible" title="Invisible character">U+${number}</span>`,
    );
    from = match.index + character.length;
  }
  found.push(text.slice(from));
  return found;
}
