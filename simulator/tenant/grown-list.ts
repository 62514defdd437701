const PARTS = Symbol('parts');

/** Any list; one that grew remembers what it grew from. */
interface Grown<Row> extends ReadonlyArray<Row> {
  readonly [PARTS]?: readonly [base: readonly Row[], added: readonly Row[]];
}

/**
 * A list and what was added to it, as one list. Whoever derives something from a list derives it from the two parts, so that the
 * long one is worked through once, however often the short one grows.
 */
export function grownList<Row>(base: readonly Row[], added: readonly Row[]): readonly Row[] {
  if (added.length === 0) return base;
  const whole: Row[] & Grown<Row> = [...base, ...added];
  Object.defineProperty(whole, PARTS, { value: [base, added] });
  return whole;
}

/** The parts that a list grew from, the same arrays each time; a list that did not grow is its own only part. */
export function partsOf<Row>(whole: Grown<Row>): readonly (readonly Row[])[] {
  return whole[PARTS] ?? [whole];
}
