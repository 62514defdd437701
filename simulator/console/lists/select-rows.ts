import { orderedRows } from './ordered-rows.ts';
import { foldText } from '../../tenant/fold-text.ts';
import type { Listing } from './listing.ts';
import type { ListQuery } from './list-query.ts';

export const PAGE_SIZE = 25;

export interface SelectedRows<Row> {
  rows: readonly Row[];
  /** The place of the first of them among all that match. */
  from: number;
  total: number;
}

/** The rows that a query asks for, of those that the user may see; a page past the end is the last one. */
export function selectRows<Row extends { id: string; name: string }>(
  visible: readonly Row[],
  listing: Listing<Row>,
  query: ListQuery,
): SelectedRows<Row> {
  const text = foldText(query.text);
  const matching = orderedRows(visible, query.sort, order(listing, query)).filter(
    (row) =>
      (!query.status || !listing.status || listing.status.of(row) === query.status) &&
      (!query.channel || !listing.channels || listing.channels(row).some((kind) => kind === query.channel)) &&
      (!text || [row.id, ...listing.words(row)].some((word) => foldText(word).includes(text))),
  );
  const last = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
  const from = (Math.min(query.page, last) - 1) * PAGE_SIZE;
  return { rows: matching.slice(from, from + PAGE_SIZE), from, total: matching.length };
}

const names = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function order<Row extends { id: string; name: string }>(listing: Listing<Row>, { sort }: ListQuery) {
  const instant = { updated: listing.updated, created: listing.created, name: undefined }[sort];
  return (a: Row, b: Row) =>
    (instant ? latestFirst(instant(a), instant(b)) : names.compare(a.name, b.name)) ||
    Number(a.id) - Number(b.id);
}

/** Instants are written alike, so that their letters order them: much faster than to parse them in a long list. */
function latestFirst(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
