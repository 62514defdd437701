import { COLLECTIONS, type Collection } from '#contract/queries.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { html } from 'hono/html';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import type { Column } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { ago, shortTime } from '../../pages/components/time.ts';
import { refLink, type Place } from '../place.ts';
import { SOURCE_NAMES } from '../source-words.ts';

/** An entity of any kind, and which kind. */
export interface Entry {
  collection: Collection;
  record: Collections[Collection];
}

/** What the user sees of all kinds that are listed by date. */
export function entriesOf(place: Place): Entry[] {
  return COLLECTIONS.flatMap((collection) =>
    place.visible(collection).map((record) => ({ collection, record })),
  );
}

/** What is still a draft, whoever made it and through what. */
export function draftsOf(place: Place): Entry[] {
  return entriesOf(place).filter(({ record }) => 'status' in record && record.status === 'draft');
}

/** The name as a link, and below it what it is and whose. */
export function nameAndKind(place: Place): Column<Entry> {
  return {
    head: 'Name',
    kind: 'name',
    cell: ({ collection, record }) =>
      html`${refLink(place, collection, record)}
        <span class="row-note">${COLLECTION_NAMES[collection].one} · ${record.brand}</span>`,
  };
}

/** Where a draft came from, who made it and how long ago: the same for all of them. */
export function draftColumns(place: Place, now: Date): Column<Entry>[] {
  return [
    nameAndKind(place),
    { head: 'Source', cell: ({ record }) => SOURCE_NAMES[record.source] },
    { head: 'By', cell: ({ record }) => foreignText(record.created_by) },
    {
      head: 'Age',
      cell: ({ record: { created_at: at } }) =>
        html`${ago(at, now)} <span class="row-note">${shortTime(at, place.tenant.time_zone)}</span>`,
    },
  ];
}
