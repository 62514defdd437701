/** RGI emoji are kept whole: their joiners, selectors and tags are what makes them one picture. */
const EMOJI = String.raw`\p{RGI_Emoji}`;
/** Joiners that spelling or a picture needs: between letters of the scripts that use them, and between pictographs. */
const SPELLING =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}' +
  '\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}]';
const JOINER = String.raw`(?<=${SPELLING}\p{M}*)[\u200C\u200D](?=${SPELLING})|(?<=\p{Extended_Pictographic}[\p{EMod}\uFE0F]?)\u200D(?=\p{Extended_Pictographic})`;
/** Everything that a reader does not see and a model or a terminal does: UTR 36 and UAX 9, and the tag characters of "ASCII smuggling". */
const INVISIBLE = String.raw`[[\p{Cc}--[\n\t]]\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\uFFF9-\uFFFB]`;
const ANY_INVISIBLE = new RegExp(INVISIBLE, 'v');
const KEPT_OR_INVISIBLE = new RegExp(`(${EMOJI}|${JOINER})|${INVISIBLE}`, 'gv');

/** Tenant text without invisible and bidirectional control characters; whatever is visible stays as it is. */
export function neutralise(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  // Most texts have nothing invisible, which is soon seen; which of it may stay is looked at slowly.
  return ANY_INVISIBLE.test(lines) ? lines.replaceAll(KEPT_OR_INVISIBLE, '$1') : lines;
}

type Container = object | unknown[];

/** The same for every string within a JSON object, however deep it is nested: rules of thousands of levels are still data. */
export function neutraliseFields(object: object): Record<string, unknown> {
  const whole: Record<string, unknown> = {};
  const open: [from: Container, to: Container][] = [[object, whole]];
  const copied = (value: unknown): unknown => {
    if (typeof value === 'string') return neutralise(value);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Array.isArray(value) ? [] : {};
    open.push([value, copy]);
    return copy;
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    // Not assigned, since a tenant may call a field __proto__.
    for (const [key, value] of Object.entries(from))
      Object.defineProperty(to, key, { value: copied(value), ...ORDINARY });
  }
  return whole;
}

const ORDINARY = { enumerable: true, writable: true, configurable: true };
