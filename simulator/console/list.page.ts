import { html } from 'hono/html';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../pages/components/collection-names.ts';
import { count, counted } from '../pages/components/number.ts';
import { pageHeader } from '../pages/components/page-header.ts';
import { pagination } from '../pages/components/pagination.ts';
import { emptyState } from '../pages/components/section.ts';
import { table } from '../pages/components/table.ts';
import { definePage, type Html, type PageContext } from '../pages/define.ts';
import { layout } from '../pages/layout.ts';
import { doneNotice } from './acts/act-bar.ts';
import { filterForm } from './lists/filter-form.ts';
import { listAddress, listQuery, type ListQuery } from './lists/list-query.ts';
import type { Listing } from './lists/listing.ts';
import { LISTINGS } from './lists/listings.ts';
import { PAGE_SIZE, selectPage, type SelectedRows } from './lists/select-rows.ts';
import { notFoundPage } from './not-found.ts';
import { collectionOf, consolePath, placeOf, type Place } from './place.ts';

export default definePage({
  method: 'GET',
  path: '/console/tenants/:tenant/:collection',
  async handle(context) {
    const place = placeOf(context);
    const collection = collectionOf(context);
    if (!place || !collection) return notFoundPage(context);
    return listPage(context, place, collection, place.visible(collection));
  },
});

function listPage<Name extends keyof Collections>(
  { world, signedIn, url }: PageContext,
  place: Place,
  collection: Name,
  visible: readonly Collections[Name][],
): Html {
  const { many } = COLLECTION_NAMES[collection];
  const listing: Listing<Collections[Name]> = LISTINGS[collection];
  const query = listQuery(url.searchParams);
  const selected = selectPage(place, collection, query);
  const path = consolePath(place.tenant.id, collection);
  return layout({
    title: many,
    world,
    signedIn,
    width: 'wide',
    nav: { tenant: place.tenant, current: collection },
    body: html`${pageHeader({ heading: many, meta: [howMany(selected.total, visible.length, COLLECTION_NAMES[collection])] })}
    ${doneNotice(collection, url)} ${filterForm(path, listing, query)}
    ${
      selected.rows.length === 0
        ? noRows(many, visible.length, path)
        : html`${table({
            caption: `Times are in ${place.tenant.time_zone}.`,
            columns: listing.columns(place),
            rows: selected.rows,
          })}
          ${pages(path, query, selected)}`
    }`,
  });
}

function howMany(matching: number, all: number, { one, many }: { one: string; many: string }): string {
  const total = counted(all, one.toLowerCase(), many.toLowerCase());
  return matching === all ? total : `${count(matching)} of ${total}`;
}

function noRows(many: string, all: number, path: string): Html {
  return all === 0
    ? emptyState(`No ${many.toLowerCase()}`, 'This tenant has none that your role and brands include.')
    : emptyState(
        `No ${many.toLowerCase()} match`,
        html`Try a shorter search, or <a href="${path}">show all of them</a>.`,
      );
}

function pages<Row>(path: string, query: ListQuery, { rows, from, total }: SelectedRows<Row>): Html {
  const page = from / PAGE_SIZE + 1;
  return pagination({
    from,
    shown: rows.length,
    total,
    previous: page > 1 ? listAddress(path, query, page - 1) : undefined,
    next: from + rows.length < total ? listAddress(path, query, page + 1) : undefined,
  });
}
