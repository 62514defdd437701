import { html } from 'hono/html';
import { COLLECTIONS } from '#contract/queries.ts';
import type { Collection } from '#contract/queries.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import { shortTime } from '../../pages/components/time.ts';
import type { Html } from '../../pages/define.ts';
import { refLink, type Place } from '../place.ts';
import { SOURCE_WORDS } from '../source-words.ts';

interface Entry {
  collection: Collection;
  record: Collections[Collection];
}

const SHOWN = 10;

function entries(place: Place): Entry[] {
  return COLLECTIONS.flatMap((collection) =>
    place.visible(collection).map((record) => ({ collection, record })),
  );
}

/** The drafts made since an instant, the newest first, each with where it came from. */
export function draftsSince(place: Place, since: Date): Html {
  const drafts = entries(place)
    .filter(
      ({ record }) => 'status' in record && record.status === 'draft' && new Date(record.created_at) >= since,
    )
    .toSorted((a, b) => Date.parse(b.record.created_at) - Date.parse(a.record.created_at));
  if (drafts.length === 0) return html`<p class="muted">Nobody made a draft.</p>`;
  return table({
    caption: `Times are in ${place.tenant.time_zone}.`,
    rows: drafts,
    columns: [
      nameAndKind(place),
      { head: 'Source', cell: ({ record }) => SOURCE_WORDS[record.source] },
      { head: 'By', cell: ({ record }) => foreignText(record.created_by) },
      { head: 'Created', cell: ({ record }) => shortTime(record.created_at, place.tenant.time_zone) },
    ],
  });
}

/** What was changed last, of any kind. */
export function recentlyUpdated(place: Place): Html {
  return table({
    caption: `Times are in ${place.tenant.time_zone}.`,
    rows: entries(place)
      .toSorted((a, b) => Date.parse(b.record.updated_at) - Date.parse(a.record.updated_at))
      .slice(0, SHOWN),
    columns: [
      nameAndKind(place),
      { head: 'Status', cell: ({ record }) => ('status' in record ? statusMark(record.status) : '–') },
      { head: 'Updated', cell: ({ record }) => shortTime(record.updated_at, place.tenant.time_zone) },
    ],
  });
}

function nameAndKind(place: Place) {
  return {
    head: 'Name',
    kind: 'name' as const,
    cell: ({ collection, record }: Entry) =>
      html`${refLink(place, collection, record)}
        <span class="row-note">${COLLECTION_NAMES[collection].one} · ${record.brand}</span>`,
  };
}
