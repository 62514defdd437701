/** RGI emoji are kept whole: their joiners, selectors and tags are what makes them one picture. */
const EMOJI = String.raw`\p{RGI_Emoji}`;
/** Joiners that spelling or a picture needs: between letters of the scripts that use them, and between pictographs. */
const SPELLING =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}' +
  '\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}]';
const JOINER = String.raw`(?<=${SPELLING}\p{M}*)[\u200C\u200D](?=${SPELLING})|(?<=\p{Extended_Pictographic}[\p{EMod}\uFE0F]?)\u200D(?=\p{Extended_Pictographic})`;
/** Everything that a reader does not see and a model or a terminal does: UTR 36 and UAX 9, and the tag characters of "ASCII smuggling". */
const INVISIBLE = String.raw`[[\p{Cc}--[\n\t]]\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]`;
const KEPT_OR_INVISIBLE = new RegExp(`(${EMOJI}|${JOINER})|${INVISIBLE}`, 'gv');

/** Tenant text without invisible and bidirectional control characters; whatever is visible stays as it is. */
export function neutralise(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(KEPT_OR_INVISIBLE, (_, kept: string | undefined) => kept ?? '');
}

/** The same for every string within a JSON object. */
export function neutraliseFields(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, neutraliseValue(value)]));
}

function neutraliseValue(value: unknown): unknown {
  if (typeof value === 'string') return neutralise(value);
  if (Array.isArray(value)) return value.map(neutraliseValue);
  return typeof value === 'object' && value !== null ? neutraliseFields(value) : value;
}
