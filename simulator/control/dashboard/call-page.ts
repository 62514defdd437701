import { html } from 'hono/html';
import { EFFECT_MARKS } from '../../pages/components/effect-mark.ts';
import { facts } from '../../pages/components/facts.ts';
import { counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { emptyState, section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { JournalEntry } from '../../ports.ts';
import { entryColumns, shortId } from './entry-rows.ts';
import { frame } from './frame.ts';
import type { DashboardPage } from './page.ts';

/** One tool call: all requests that carry its id, and what came of them. */
export const callPage: DashboardPage = {
  path: '/dashboard/calls/:id',
  show(visit) {
    const { world, base, params } = visit;
    const id = params['id'] ?? '';
    const { entries } = world.journal.read({ where: (entry) => entry.mcp_request_id === id });
    const changes = entries.flatMap((entry) => entry.changes ?? []);
    const messages = entries.reduce((sum, entry) => sum + (entry.messages ?? 0), 0);
    return frame(visit, {
      title: 'Tool call',
      place: 'journal',
      body: html`${pageHeader({
        breadcrumb: [{ href: `${base}/`, label: 'Journal' }],
        heading: html`Tool call <span class="mono">${foreignText(shortId(id))}</span>`,
      })}
      ${facts([
        ['Id', html`<span class="mono">${foreignText(id)}</span>`],
        ['Requests', counted(entries.length, 'request')],
        ['Effects', effectWords(entries)],
        ['Changes', changes.length === 0 ? 'None' : counted(changes.length, 'entity', 'entities')],
        ['Messages', messages === 0 ? 'None' : counted(messages, 'message')],
      ])}
      ${section(
        'Requests to the tenant',
        entries.length === 0
          ? emptyState('No requests', 'The journal has none of this id, or has dropped them since.')
          : table({
              caption: 'In the order in which they came. Times are of the world, in UTC.',
              columns: entryColumns(visit).slice(0, -1),
              rows: entries,
              id: ({ seq }) => `entry-${seq}`,
            }),
      )}`,
    });
  },
};

/** `Read 2, Create draft 1` */
function effectWords(entries: readonly JournalEntry[]): string {
  const byEffect = Map.groupBy(entries, ({ effect }) => effect);
  return [...byEffect].map(([effect, all]) => `${EFFECT_MARKS[effect].word} ${all.length}`).join(', ');
}
