/** A list of which only the part that is asked for is worked out. */
export interface Rows<Row> {
  readonly size: number;
  at(place: number): Row;
}

export function rowsOf<Row>(list: readonly Row[]): Rows<Row> {
  return {
    size: list.length,
    at(place) {
      const row = list[place];
      if (row === undefined) throw new RangeError(`There is no row ${place} of ${list.length}.`);
      return row;
    },
  };
}

export function mapped<From, To>(rows: Rows<From>, change: (row: From) => To): Rows<To> {
  return { size: rows.size, at: (place) => change(rows.at(place)) };
}

export function joined<Row>(parts: readonly Rows<Row>[]): Rows<Row> {
  return {
    size: parts.reduce((sum, { size }) => sum + size, 0),
    at(place) {
      let rest = place;
      for (const part of parts) {
        if (rest < part.size) return part.at(rest);
        rest -= part.size;
      }
      throw new RangeError(`There is no row ${place}.`);
    },
  };
}

export function cut<Row>(rows: Rows<Row>, from: number, size: number): Rows<Row> {
  const first = Math.min(from, rows.size);
  return { size: Math.min(size, rows.size - first), at: (place) => rows.at(first + place) };
}

export function listed<Row>(rows: Rows<Row>): Row[] {
  return Array.from({ length: rows.size }, (_, place) => rows.at(place));
}
