/** One line or one colour of a plot: a value for each place along the axis, null where there is none. */
export interface Series {
  label: string;
  /** Its colour: a class of the stylesheet, `series-1`. */
  tone: string;
  values: readonly (number | null)[];
}

/** What runs along the bottom: a word for each place, and what to call it where there is room for more. */
export interface Axis {
  labels: readonly string[];
  names: readonly string[];
  /** What one place is: `Day`. */
  unit: string;
}

/** Above this many places only some have their label. */
const MOST_LABELS = 7;

/** The places that get a label, evenly apart. */
export function labelled(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / MOST_LABELS));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}
