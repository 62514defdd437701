import { html } from 'hono/html';
import { counted } from '../../pages/components/number.ts';
import { statusMark } from '../../pages/components/status-mark.ts';
import { table } from '../../pages/components/table.ts';
import { shortTime } from '../../pages/components/time.ts';
import type { Html } from '../../pages/define.ts';
import { draftColumns, draftsOf, lastUpdated, nameAndKind } from '../drafts/drafts.ts';
import { consolePath, type Place } from '../place.ts';

const SHOWN = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The newest drafts of the last 24 hours, each with where it came from, and the way to all drafts. */
export function recentDrafts(place: Place, now: Date): Html {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const { first, total } = draftsOf(place, { since }, SHOWN);
  const all = html`<p class="table-foot"><a href="${consolePath(place.tenant.id)}/drafts">All drafts</a></p>`;
  if (total === 0)
    return html`<p class="muted">Nobody made a draft.</p>
      ${all}`;
  const caption =
    total > SHOWN ? `The newest ${SHOWN} of ${counted(total, 'draft')}.` : `${counted(total, 'draft')}.`;
  return html`${table({
    caption: `${caption} Times are in ${place.tenant.time_zone}.`,
    rows: first,
    columns: draftColumns(place, now),
  })}
  ${all}`;
}

/** What was changed last, of any kind. */
export function recentlyUpdated(place: Place): Html {
  return table({
    caption: `Times are in ${place.tenant.time_zone}.`,
    rows: lastUpdated(place, SHOWN),
    columns: [
      nameAndKind(place),
      { head: 'Status', cell: ({ record }) => ('status' in record ? statusMark(record.status) : '–') },
      { head: 'Updated', cell: ({ record }) => shortTime(record.updated_at, place.tenant.time_zone) },
    ],
  });
}
