const SHORT_CHARACTERS = 300;

/** The start of a text that is too long to stand where it stands. */
export function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 2 * SHORT_CHARACTERS));
  return text.length <= SHORT_CHARACTERS ? text : `${characters.slice(0, SHORT_CHARACTERS).join('')}…`;
}

/** What stands in a list for an item that is too large for any page: its short fields, so that it can be fetched alone. */
export function reducedItem(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const short = Object.entries(item)
    .map(([key, value]): [string, unknown] => [key, key === 'name' ? shortened(String(value)) : value])
    .filter(([key, value]) => key === 'name' || JSON.stringify(value ?? null).length <= SHORT_CHARACTERS);
  return {
    ...Object.fromEntries(short),
    note: 'Long fields are left out: the item is too large for a list. Fetch it alone by its id, or open its url.',
  };
}
