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
  const left = gone.size === 0 ? base : base.filter(({ id }) => !gone.has(id));
  const whole: Row[] & Grown<Row> = [...left, ...added];
  Object.defineProperty(whole, PARTS, { value: { base, gone, added } });
  return whole;
}

/** The parts that a list grew from, the same arrays each time; a list that did not grow is its own base. */
export function partsOf<Row>(whole: Grown<Row>): Parts<Row> {
  return whole[PARTS] ?? { base: whole, gone: NOTHING_GONE, added: [] };
}
