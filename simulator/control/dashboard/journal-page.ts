import { html } from 'hono/html';
import { liveScript } from '../../pages/assets.ts';
import { count, counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { emptyState } from '../../pages/components/section.ts';
import { table, tableRow } from '../../pages/components/table.ts';
import type { Html } from '../../pages/define.ts';
import { Problem } from '../call.ts';
import { journalEvents } from '../journal/events.ts';
import { meets } from '../journal/match.ts';
import type { Criterion } from '../journal/match.ts';
import { readSince } from '../journal/stream-journal.ts';
import { entryColumns } from './entry-rows.ts';
import { frame } from './frame.ts';
import { criteriaIn, filterForm } from './journal-filters.ts';
import type { DashboardPage, Visit } from './page.ts';

const MOST_ROWS = 100;

/** The newest entries, and with script those that come. */
export const journalPage: DashboardPage = {
  path: '/',
  show(visit) {
    const criteria = criteriaIn(visit);
    const problem = criteria instanceof Problem ? criteria : undefined;
    return frame(
      { ...visit, problem },
      {
        title: 'Journal',
        place: 'journal',
        body:
          criteria instanceof Problem
            ? html`${pageHeader({ heading: 'Journal' })} ${filterForm(visit)}`
            : journal(visit, criteria),
      },
    );
  },
};

function journal(visit: Visit, criteria: readonly Criterion[]): Html {
  const { world, url, base } = visit;
  const { entries, next, evicted } = world.journal.read({ where: meets(criteria) });
  const stream = new URLSearchParams(url.searchParams);
  stream.set('since', String(next));
  return html`${pageHeader({
      heading: 'Journal',
      meta: [
        counted(entries.length, 'request'),
        entries.length > MOST_ROWS ? `the newest ${count(MOST_ROWS)} are shown` : undefined,
        evicted > 0 ? `${count(evicted)} older ones were dropped` : undefined,
      ],
    })}
    ${filterForm(visit)}
    <div data-live="${base}/dashboard/journal?${stream.toString()}" data-live-rows="${MOST_ROWS}">
      <p class="live-state">
        <span role="status" data-live-state>Reload for what is newer.</span>
        <button class="button button-small" type="button" data-live-switch hidden>Pause</button>
      </p>
      ${table({
        caption: 'Newest first. Times are of the world, in UTC.',
        columns: entryColumns(visit),
        rows: entries.slice(-MOST_ROWS).toReversed(),
        id: ({ seq }) => `entry-${seq}`,
      })}
      <div data-live-empty ${entries.length > 0 && 'hidden'}>
        ${emptyState('No requests', 'Nothing of this kind has reached the tenant yet.')}
      </div>
    </div>
    <script src="${liveScript.path}" defer></script>`;
}

/** The same as server-sent events: each entry as the row that stands for it. */
export const journalRows: DashboardPage = {
  path: '/dashboard/journal',
  show(visit) {
    const criteria = criteriaIn(visit);
    if (criteria instanceof Problem) return criteria;
    const given = visit.url.searchParams.get('since') ?? '';
    const since = readSince(visit, /^\d{1,15}$/.test(given) ? Number(given) : undefined);
    if (since instanceof Problem) return since;
    const columns = entryColumns(visit);
    return journalEvents(visit.world.journal, {
      since,
      where: meets(criteria),
      show: async (entry) => String(await tableRow(columns, entry, `entry-${entry.seq}`)),
    });
  },
};
