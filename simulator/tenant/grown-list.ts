import { indexOfId, type Table, tableOf } from '#fixtures/long-list/long-list.ts';
import { virtualArray } from '#fixtures/long-list/virtual-array.ts';

const PARTS = Symbol('parts');

/** What a list grew from: what was there first, what of it is gone or replaced, by id, and what came in its place or in addition. */
export interface Parts<Row> {
  readonly base: readonly Row[];
  readonly gone: ReadonlySet<string>;
  readonly added: readonly Row[];
}

/** Any list; one that grew remembers what it grew from. */
interface Grown<Row> extends ReadonlyArray<Row> {
  readonly [PARTS]?: Parts<Row>;
}

const NOTHING_GONE: ReadonlySet<string> = new Set();

/**
 * A list and what changed in it since, as one list: what is left, then what was added. Whoever derives something from a list derives
 * it from the parts, so that the long one is worked through once, however often it changes.
 */
export function grownList<Row extends { id: string }>(
  base: readonly Row[],
  added: readonly Row[],
  gone = NOTHING_GONE,
): readonly Row[] {
  if (added.length === 0 && gone.size === 0) return base;
  const table = tableOf(base);
  if (table !== undefined) return grownTable(table, { base, gone, added });
  const left = gone.size === 0 ? base : base.filter(({ id }) => !gone.has(id));
  const whole: Row[] & Grown<Row> = [...left, ...added];
  Object.defineProperty(whole, PARTS, { value: { base, gone, added } });
  return whole;
}

/** Nothing of a long list is copied: what is gone is passed over. */
function grownTable<Row>(table: Table<Row>, parts: Parts<Row>): readonly Row[] {
  const { base, gone, added } = parts;
  const passed = [...gone].flatMap((id) => indexOfId(table, id) ?? []).toSorted((a, b) => a - b);
  const left = table.length - passed.length;
  const item = (at: number): Row => {
    let index = at;
    for (const place of passed) {
      if (place > index) break;
      index += 1;
    }
    const row = at < left ? base[index] : added[at - left];
    if (row === undefined) throw new RangeError(`The list has no place ${at}.`);
    return row;
  };
  return virtualArray(left + added.length, item, { [PARTS]: parts });
}

/** The parts that a list grew from, the same arrays each time; a list that did not grow is its own base. */
export function partsOf<Row>(whole: Grown<Row>): Parts<Row> {
  return whole[PARTS] ?? { base: whole, gone: NOTHING_GONE, added: [] };
}
