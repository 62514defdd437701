const SHORT_CHARACTERS = 300;

/** The start of a text that is too long to stand where it stands. */
export function shortened(text: string, characters = SHORT_CHARACTERS): string {
  if (text.length <= characters) return text;
  const start = Array.from(text.slice(0, 2 * characters));
  return `${start.slice(0, characters).join('')}…`;
}

const NOTE =
  'Long fields are shortened or left out: the item is too large for a list. Its get tool or its url has the whole.';

/** What stands in a list for an item that is too large for any page: what is short of it, and the start of each long text. */
export function reducedItem(
  item: Readonly<Record<string, unknown>>,
  characters = SHORT_CHARACTERS,
): Record<string, unknown> {
  const short = Object.entries(shortTexts(item, characters)).filter(
    ([, value]) => typeof value === 'string' || JSON.stringify(value ?? null).length <= 2 * characters,
  );
  return { ...Object.fromEntries(short), note: NOTE };
}

/** An object whose texts are shortened, down to a depth that no rule tree needs; its addresses stay good. */
export function shortTexts(object: object, characters: number, levels = 8): Record<string, unknown> {
  const shortValue = (value: unknown): unknown => {
    if (typeof value === 'string') return shortened(value, characters);
    if (typeof value !== 'object' || value === null || levels === 0) return value;
    return Array.isArray(value)
      ? Object.values(shortTexts(value, characters, levels - 1))
      : shortTexts(value, characters, levels - 1);
  };
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, key === 'url' ? value : shortValue(value)]),
  );
}
