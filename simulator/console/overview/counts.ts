import { html } from 'hono/html';
import type { Collections } from '#fixtures/world-data.ts';
import { COLLECTION_NAMES } from '../../pages/components/collection-names.ts';
import { count } from '../../pages/components/number.ts';
import { statusMark, statusTone } from '../../pages/components/status-mark.ts';
import { table } from '../../pages/components/table.ts';
import type { Html } from '../../pages/define.ts';
import { among } from '../../tenant/table-index/criterion.ts';
import type { Listing } from '../lists/listing.ts';
import { LISTINGS } from '../lists/listings.ts';
import { select } from '../lists/select-rows.ts';
import { consolePath, type Place } from '../place.ts';

interface Row {
  collection: keyof Collections;
  total: number;
  /** In the order of the life cycle; only those that occur. */
  byStatus: readonly { status: string; number: number }[];
}

const ROWS = [
  'campaigns',
  'journeys',
  'streams',
  'triggers',
  'segments',
  'target-groups',
  'promotions',
  'templates',
  'channels',
] as const;

/** How many of each there are, and in which status; each number leads to its list. */
export function counts(place: Place): Html {
  return table<Row>({
    caption: 'Only what your role and brands include is counted.',
    rows: ROWS.map((collection) => countsOf(place, collection, place.visible(collection))),
    columns: [
      {
        head: 'Kind',
        kind: 'name',
        cell: ({ collection }) =>
          html`<a href="${consolePath(place.tenant.id, collection)}"
            >${COLLECTION_NAMES[collection].many}</a
          >`,
      },
      { head: 'Number', kind: 'number', cell: ({ total }) => count(total) },
      { head: 'Shares', cell: ({ byStatus, total }) => (byStatus.length > 0 ? mixBar(byStatus, total) : '') },
      {
        head: 'By status',
        cell: ({ collection, byStatus }) =>
          html`<ul class="counts">
            ${byStatus.map(
              ({ status, number }) =>
                html`<li>
                  <a href="${consolePath(place.tenant.id, collection)}?status=${encodeURIComponent(status)}"
                    >${statusMark(status)} <span class="number">${count(number)}</span></a
                  >
                </li>`,
            )}
          </ul>`,
      },
    ],
  });
}

function countsOf<Name extends keyof Collections>(
  place: Place,
  collection: Name,
  { length: total }: readonly Collections[Name][],
): Row {
  const listing: Listing<Collections[Name]> = LISTINGS[collection];
  const { status } = listing;
  if (!status) return { collection, total, byStatus: [] };
  return {
    collection,
    total,
    byStatus: status.values.flatMap((value) => {
      const criteria = among(status.property, value, (record: Collections[Name]) => status.of(record));
      const number = select(place, collection, { criteria, sort: 'updated', most: 0 }).total;
      return number > 0 ? [{ status: value, number }] : [];
    }),
  };
}

const BAR = 120;

/** The statuses as parts of one bar; the words beside it say the same. */
function mixBar(parts: Row['byStatus'], total: number): Html {
  let from = 0;
  return html`<svg class="mix" viewBox="0 0 ${BAR} 6" width="${BAR}" height="6" aria-hidden="true">
    ${parts.map(({ status, number }) => {
      const width = (number / total) * BAR;
      const x = from;
      from += width;
      return html`<rect
        class="${statusTone(status)}"
        x="${x.toFixed(2)}"
        width="${Math.max(1, width - 1).toFixed(2)}"
        height="6"
      />`;
    })}
  </svg>`;
}
