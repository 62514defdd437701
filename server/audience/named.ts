import type { Attribute, Event, Lexicon, Reading, Segment } from './lexicon.ts';
import type { NamePart, Part } from './syntax.ts';

/** Whether a name in a condition stands in quotation marks, as all do in words that were made of criteria. */
export function isQuoted(parts: readonly Part[]): boolean {
  return parts
    .flatMap((part): readonly Part[] => (part.kind === 'list' ? part.values : [part]))
    .some((part) => part.kind === 'name' && part.quoted);
}

export function isStages(part: NamePart): boolean {
  return part.readings.some(({ kind }) => kind === 'stages');
}

export function isSegments(part: NamePart): boolean {
  return part.readings.some(({ kind }) => kind === 'segments');
}

/** The attributes that a part names. In quotation marks a name counts before keys and aliases, and case counts. */
export function attributesNamed(part: NamePart, { vocabulary }: Lexicon): Attribute[] {
  if (!part.quoted)
    return unique(
      part.readings.flatMap((reading) => (reading.kind === 'attribute' ? [reading.attribute] : [])),
    );
  const attributes = vocabulary.schema.filter((item) => item.kind === 'attribute');
  return byName(part, 'attribute', attributes, ({ aliases }) => aliases);
}

export function eventsNamed(part: NamePart, { vocabulary }: Lexicon): Event[] {
  if (!part.quoted)
    return unique(part.readings.flatMap((reading) => (reading.kind === 'event' ? [reading.event] : [])));
  return byName(
    part,
    'event',
    vocabulary.schema.filter((item) => item.kind === 'event'),
    () => [],
  );
}

export function segmentsNamed(part: NamePart, { vocabulary }: Lexicon): Segment[] {
  if (!part.quoted)
    return unique(part.readings.flatMap((reading) => (reading.kind === 'segment' ? [reading.segment] : [])));
  return byName(part, 'segment', vocabulary.segments, () => []);
}

export function readingsOf<Kind extends Reading['kind']>(
  part: NamePart,
  kind: Kind,
): Extract<Reading, { kind: Kind }>[] {
  return part.readings.filter(
    (reading): reading is Extract<Reading, { kind: Kind }> => reading.kind === kind,
  );
}

function byName<Item extends { key: string; name: string }>(
  { text, key }: NamePart,
  kind: string,
  items: readonly Item[],
  aliases: (item: Item) => readonly string[],
): Item[] {
  if (key !== undefined) return key === kind ? items.filter((item) => item.key === text) : [];
  const exact = items.filter(({ name }) => name === text);
  if (exact.length > 0) return exact;
  const folded = text.toLowerCase();
  return items.filter((item) =>
    [item.name, item.key, ...aliases(item)].some((one) => one.toLowerCase() === folded),
  );
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
