/** Accents, and what cannot be seen: zero-width and bidirectional characters, tags, controls other than line feed and tab. */
const IGNORED = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}[\p{Cc}--[\n\t]]]+/gv;

/** Text as people compare it: without regard to case, accents and characters that cannot be seen. */
export function foldText(text: string): string {
  // Most names are plain, and there may be a hundred thousand of them.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll(IGNORED, '');
}
