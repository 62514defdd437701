import type { Collections } from '#fixtures/world-data.ts';
import { createLister, type Slice, type SliceRequest } from '../../tenant/listing/lister.ts';
import { BY_NAME, newestFirst, type Order } from '../../tenant/listing/order.ts';
import { among, type Criterion, fitsAll, holding } from '../../tenant/table-index/criterion.ts';
import type { Place } from '../place.ts';
import type { ListQuery } from './list-query.ts';
import type { Listing } from './listing.ts';
import { LISTINGS } from './listings.ts';

export const PAGE_SIZE = 25;

type Lister<Row> = (request: SliceRequest<Row>) => Slice<Row>;

const LISTERS: { readonly [Name in keyof Collections]: Lister<Collections[Name]> } = {
  campaigns: createLister(),
  promotions: createLister(),
  triggers: createLister(),
  journeys: createLister(),
  streams: createLister(),
  segments: createLister(),
  'target-groups': createLister(),
  channels: createLister(),
  templates: createLister(),
};

/** What of a collection is asked for, how it is ordered, and how many of its rows. */
interface Selection<Row> {
  criteria: readonly Criterion<Row>[];
  sort: ListQuery['sort'];
  skip?: number;
  most: number;
}

/** Some of the rows that the user may see, and how many match; of a long list no others are made. */
export function select<Name extends keyof Collections>(
  place: Place,
  collection: Name,
  { criteria, sort, skip = 0, most }: Selection<Collections[Name]>,
): Slice<Collections[Name]> {
  const slice: Lister<Collections[Name]> = LISTERS[collection];
  return slice({
    rows: place.visible(collection),
    order: orderOf<Collections[Name]>(LISTINGS[collection], sort),
    criteria,
    matches: (row) => fitsAll(criteria, row),
    filterKey: JSON.stringify(criteria),
    after: null,
    skip,
    limit: most,
  });
}

export interface SelectedRows<Row> {
  rows: readonly Row[];
  /** The place of the first of them among all that match. */
  from: number;
  total: number;
}

/** The page that a query asks for; a page past the end is the last one. */
export function selectPage<Name extends keyof Collections>(
  place: Place,
  collection: Name,
  query: ListQuery,
): SelectedRows<Collections[Name]> {
  const asked = { criteria: criteriaOf(LISTINGS[collection], query), sort: query.sort, most: PAGE_SIZE };
  const page = (number: number): SelectedRows<Collections[Name]> => {
    const from = (number - 1) * PAGE_SIZE;
    const { items, total } = select(place, collection, { ...asked, skip: from });
    return { rows: items, from, total };
  };
  const selected = page(query.page);
  const last = Math.max(1, Math.ceil(selected.total / PAGE_SIZE));
  return query.page > last ? page(last) : selected;
}

function criteriaOf<Row extends { id: string }>(
  { status, channels, texts }: Listing<Row>,
  query: ListQuery,
): Criterion<Row>[] {
  return [
    ...(status ? among(status.property, query.status || undefined, (row: Row) => status.of(row)) : []),
    ...(channels ? among(channels.property, query.channel || undefined, (row: Row) => channels.of(row)) : []),
    ...holding<Row>(query.text || undefined, { id: ({ id }) => [id], ...texts }),
  ];
}

/** The orders of the API. What a collection has no date for stands by name. */
function orderOf<Row extends { id: string; name: string }>(
  { created, updated }: Listing<Row>,
  sort: ListQuery['sort'],
): Order<Row> {
  if (sort === 'updated' && updated) return { ...newestFirst('updated_desc', updated), by: 'updated_at' };
  if (sort === 'created' && created) return { ...newestFirst('created_desc', created), by: 'created_at' };
  return BY_NAME;
}
