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
    .map((field) => ({ field, unit: 'characters', of: cuttableJsonOf(item[field]).length }));
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
  const contentAt = section.unit === 'items' ? itemsOf(item, section) : charactersOf(item, section);
  const step = section.unit === 'items' ? 1 : CHARACTERS_AT_ONCE;
  const partOf = (steps: number): ItemPart => {
    const part = contentAt(from, Math.min(from + steps * step, section.of));
    const { to } = part.section;
    if (to < section.of) return { ...part, next: { hash, sections, from: to } };
    return later.length > 0 ? { ...part, next: { hash, sections: later, from: 0 } } : part;
  };
  const most = Math.min(Math.ceil((section.of - from) / step), STEPS_AT_MOST);
  return partOf(Math.max(1, await countThatFits(most, (steps) => shareOf(partOf(steps)))));
}

const CHARACTERS_AT_ONCE = 500;
const STEPS_AT_MOST = 200;
/** An array element below this always fits into an answer of its own. */
const SMALL_CHARACTERS = 1500;
/** A larger one may take this share of it: the list of sections that goes with it is not known yet. */
const ELEMENT_SHARE = 0.8;

function jsonOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** The JSON of a field such that it can be cut between any two characters: what changes its neighbours is escaped. */
function cuttableJsonOf(value: unknown): string {
  return jsonOf(value).replaceAll(/\p{Default_Ignorable_Code_Point}/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(''),
  );
}

function escapeOf(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function hashOf(item: Item): string {
  return createHash('sha256').update(jsonOf(item)).digest('base64url');
}

/** What each part repeats, so that it is known of what it is one. */
function identityOf(item: Item): Item {
  const named = IDENTITY.filter((field) => item[field] !== undefined);
  return Object.fromEntries(named.map((field) => [field, shortened(String(item[field]))]));
}

const IDENTITY = ['id', 'kind', 'key', 'name', 'status', 'state', 'url'];

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
  const contentAt = itemsOf(item, items);
  for (const [at, element] of value.entries()) {
    if (jsonOf(element).length <= SMALL_CHARACTERS) continue;
    if ((await shareOf({ ...contentAt(at, at + 1), next })) > ELEMENT_SHARE) return null;
  }
  return items;
}

type ContentAt = (from: number, to: number) => { item: Item; section: z.infer<typeof sectionPartSchema> };

function itemsOf(item: Item, section: Section): ContentAt {
  const value = item[section.field];
  const elements = Array.isArray(value) ? value : [];
  return (from, to) => ({
    item: { ...identityOf(item), [section.field]: elements.slice(from, to) },
    section: { ...section, from, to },
  });
}

function charactersOf(item: Item, section: Section): ContentAt {
  const json = cuttableJsonOf(item[section.field]);
  return (from, to) => {
    const end = /[\uDC00-\uDFFF]/.test(json.charAt(to)) ? to - 1 : to;
    return { item: identityOf(item), section: { ...section, from, to: end, json: json.slice(from, end) } };
  };
}
