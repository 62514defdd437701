import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shortened } from './reduced-item.ts';
import { countThatFits } from './token-budget.ts';

type Item = Readonly<Record<string, unknown>>;

/** A field that follows in later answers. Counted in characters, it is the JSON text of the field. */
export const sectionSchema = z.object({
  field: z.string(),
  unit: z.enum(['items', 'characters']),
  of: z.number(),
});
type Section = z.infer<typeof sectionSchema>;

/** What a later answer holds of a section: some items of an array, or some characters of a text to be joined and parsed. */
export const sectionPartSchema = sectionSchema.extend({
  from: z.number(),
  to: z.number(),
  json: z.string().optional(),
});

/** Where the reading of a large item stands. The hash is of the item: once it changes, the parts would not make a whole. */
export const sectionPositionSchema = z.object({
  hash: z.string(),
  sections: z.array(sectionSchema),
  from: z.number(),
});
export type SectionPosition = z.infer<typeof sectionPositionSchema>;

/** One answer about an item, and where the next one starts. */
export interface ItemPart {
  item: Item;
  sections?: Section[];
  section?: z.infer<typeof sectionPartSchema>;
  next?: SectionPosition;
}

/** How much of the cap an answer takes that holds this part. */
type ShareOf = (part: ItemPart) => Promise<number>;

/** The whole item where it fits, else its smaller fields and the list of the larger ones. */
export async function firstPart(item: Item, shareOf: ShareOf): Promise<ItemPart> {
  const whole = { item };
  if ((await shareOf(whole)) <= 1) return whole;
  const hash = hashOf(item);
  const texts: Section[] = Object.keys(item)
    .filter((field) => field !== 'id' && field !== 'url')
    .map((field) => ({ field, unit: 'characters', of: jsonOf(item[field]).length }));
  const sections: Section[] = [];
  for (const text of texts.toSorted((a, b) => b.of - a.of)) {
    sections.push((await inItems(item, text.field, hash, shareOf)) ?? text);
    if ((await shareOf(headOf(item, sections, hash))) <= 1) break;
  }
  return headOf(item, sections, hash);
}

/** The part at a position, as large as fits; null when the item is not the one any more that the reading began with. */
export async function partAt(
  item: Item,
  position: SectionPosition,
  shareOf: ShareOf,
): Promise<ItemPart | null> {
  const { hash, sections, from } = position;
  const [section, ...later] = sections;
  if (section === undefined || hash !== hashOf(item)) return null;
  const step = section.unit === 'items' ? 1 : CHARACTERS_AT_ONCE;
  const partOf = (steps: number): ItemPart => {
    const to = Math.min(from + steps * step, section.of);
    const part = contentOf(item, section, from, to);
    const end = part.section?.to ?? to;
    if (end < section.of) return { ...part, next: { hash, sections, from: end } };
    return later.length > 0 ? { ...part, next: { hash, sections: later, from: 0 } } : part;
  };
  const most = Math.min(Math.ceil((section.of - from) / step), STEPS_AT_MOST);
  return partOf(Math.max(1, await countThatFits(most, (steps) => shareOf(partOf(steps)))));
}

const CHARACTERS_AT_ONCE = 500;
const STEPS_AT_MOST = 200;
/** An array element below this always fits into an answer of its own. */
const SMALL_CHARACTERS = 2000;

function jsonOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function hashOf(item: Item): string {
  return createHash('sha256').update(jsonOf(item)).digest('base64url');
}

function identityOf({ id, name, url }: Item) {
  return { id, name: shortened(String(name)), url };
}

function headOf(item: Item, sections: Section[], hash: string): ItemPart {
  const moved = new Set(sections.map(({ field }) => field));
  const kept = Object.entries(item).filter(([field]) => !moved.has(field));
  return {
    item: { ...identityOf(item), ...Object.fromEntries(kept) },
    sections,
    next: { hash, sections, from: 0 },
  };
}

/** A field as a section of whole items; null when it is no array, or one of its elements fills an answer and more. */
async function inItems(item: Item, field: string, hash: string, shareOf: ShareOf): Promise<Section | null> {
  const value = item[field];
  if (!Array.isArray(value)) return null;
  const items: Section = { field, unit: 'items', of: value.length };
  const next = { hash, sections: [items], from: 0 };
  for (const [at, element] of value.entries()) {
    if (jsonOf(element).length <= SMALL_CHARACTERS) continue;
    if ((await shareOf({ ...contentOf(item, items, at, at + 1), next })) > 1) return null;
  }
  return items;
}

function contentOf(item: Item, section: Section, from: number, to: number): ItemPart {
  const { field, unit } = section;
  const value = item[field];
  if (unit === 'items' && Array.isArray(value)) {
    return {
      item: { ...identityOf(item), [field]: value.slice(from, to) },
      section: { ...section, from, to },
    };
  }
  const json = jsonOf(value);
  const end = seamBefore(json, to);
  return { item: identityOf(item), section: { ...section, from, to: end, json: json.slice(from, end) } };
}

/** The last place up to `at` where no sequence is cut that is more than its characters, such as a pair or a joined emoji. */
function seamBefore(text: string, at: number): number {
  let place = at;
  while (place > at - LONGEST_SEQUENCE && isInSequence(text, place)) place -= 1;
  return isInSequence(text, place) ? at : place;
}

function isInSequence(text: string, place: number): boolean {
  return text[place - 1] === '\u200D' || CONTINUATION.test(text.slice(place, place + 2));
}

const LONGEST_SEQUENCE = 100;
const CONTINUATION = /^[\uDC00-\uDFFF\p{M}\p{EMod}\p{Default_Ignorable_Code_Point}]/u;
