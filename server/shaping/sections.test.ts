import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { firstPart, type ItemPart, partAt, sectionPartSchema } from './sections.ts';
import { capShareOf } from './token-budget.ts';
import { shapeOutput } from './tool-result.ts';
import { neutraliseFields } from './untrusted-text.ts';

const shareOf = (part: ItemPart) => capShareOf(shapeOutput({ ...part, next_cursor: 'c'.repeat(600) }));

/** What leaves in an answer, as far as it is put together again here. */
const shownSchema = z.object({
  item: z.record(z.string(), z.unknown()),
  section: sectionPartSchema.optional(),
});

/** Reads an item as a caller does, and makes it whole again from what left. */
async function readWhole(item: Record<string, unknown>) {
  const parts: ItemPart[] = [await firstPart(item, shareOf)];
  for (let { next } = parts[0] ?? {}; next !== undefined;) {
    const part = await partAt(item, next, shareOf);
    if (part === null) throw new Error('The reading broke off.');
    parts.push(part);
    next = part.next;
  }
  const [head, ...later] = parts.map((part) => shownSchema.parse(shapeOutput(part).structuredContent));
  const pieces = new Map<string, unknown[]>();
  for (const { item: shown, section } of later) {
    if (section === undefined) continue;
    const piece =
      section.unit === 'items' ? z.array(z.unknown()).parse(shown[section.field]) : [section.json];
    pieces.set(section.field, [...(pieces.get(section.field) ?? []), ...piece]);
  }
  const fields = [...pieces].map(([field, piece]): [string, unknown] => {
    const isItems = later.some(({ section }) => section?.field === field && section.unit === 'items');
    return [field, isItems ? piece : JSON.parse(piece.join(''))];
  });
  return { parts, whole: { ...head?.item, ...Object.fromEntries(fields) } };
}

const chunk = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400, size: 'max' }), weight: 2 },
  fc.string({ unit: 'binary', minLength: 100, maxLength: 400, size: 'max' }),
  fc.base64String({ minLength: 100, maxLength: 400, size: 'max' }),
  fc.constantFrom(
    '限定セール'.repeat(60),
    '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(40),
    '<|endoftext|>'.repeat(30),
    ' '.repeat(400),
    '"\\'.repeat(200),
  ),
);
const text = (max: number) =>
  fc.tuple(chunk, fc.integer({ min: 1, max })).map(([one, times]) => one.repeat(times));
const items = fc.record({
  id: fc.constant('1'),
  name: text(80),
  url: fc.constant('http://localhost/1'),
  nodes: fc.array(fc.record({ key: text(2), label: text(2) }), { maxLength: 40, size: 'max' }),
  steps: fc.array(fc.record({ key: text(80) }), { maxLength: 2 }),
  definition: fc.record({ type: fc.constant('and'), text: text(80) }),
  size: fc.nat(),
  ends_at: fc.constant(null),
});

describe('sections', () => {
  test('for any item, every part stays within the cap and together they are the item', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (raw) => {
        const item = neutraliseFields(raw);

        const { parts, whole } = await readWhole(item);

        expect(whole).toEqual(item);
        for (const part of parts) expect(await shareOf(part)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 60_000);

  test.each([
    ['joiners between letters', 'می\u200Cخواهم '],
    ['a joined chain of pictures', '👩\u200D'],
    ['conjuncts', 'क्\u200D'],
    ['pictures with a selector', '❤️'],
    ['skin tones', '🏻'],
    ['combining marks beyond the basic plane', '\u{1D165}'],
    ['flags', '🇲🇹'],
    ['tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ])('are the item where %s have no place to be cut', async (_, one) => {
    const item = neutraliseFields({ id: '1', name: 'x', url: 'u', notes: `${one.repeat(6000)}क` });

    expect((await readWhole(item)).whole).toEqual(item);
  });

  test('leave an item alone that fits', async () => {
    const item = { id: '1', name: 'Weekend', url: 'u', nodes: [1, 2, 3] };

    expect(await firstPart(item, shareOf)).toEqual({ item });
  });

  test('say what follows, the largest first', async () => {
    const nodes = Array.from({ length: 2000 }, (_, n) => ({ key: `node ${n}` }));
    const item = { id: '1', name: 'Weekend', url: 'u', size: 3, notes: 'much to say '.repeat(4000), nodes };

    const head = await firstPart(item, shareOf);

    expect(head.item).toEqual({ id: '1', name: 'Weekend', url: 'u', size: 3 });
    expect(head.sections).toEqual([
      { field: 'notes', unit: 'characters', of: 48_002 },
      { field: 'nodes', unit: 'items', of: 2000 },
    ]);
  });

  test('end when the item has changed since the first part', async () => {
    const item = { id: '1', name: 'Weekend', url: 'u', notes: 'much to say '.repeat(9000) };
    const { next } = await firstPart(item, shareOf);
    if (next === undefined) throw new Error('The item fits.');

    expect(await partAt({ ...item, name: 'Weekend!' }, next, shareOf)).toBeNull();
  });
});
