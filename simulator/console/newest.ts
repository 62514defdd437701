/**
 * The rows with the latest instants, the latest first, in one walk through all of them: far quicker than to sort a long list for the
 * few that are shown. Instants are written alike, so that their letters order them.
 */
export function newest<Row>(rows: Iterable<Row>, most: number, instant: (row: Row) => string): Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (found.length === most && last !== undefined && instant(row) <= instant(last)) continue;
    const place = found.findIndex((other) => instant(other) < instant(row));
    found.splice(place < 0 ? found.length : place, 0, row);
    if (found.length > most) found.pop();
  }
  return found;
}
