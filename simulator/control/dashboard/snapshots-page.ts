import { html } from 'hono/html';
import { field } from '../../pages/components/field.ts';
import { counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { emptyState, section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { removeSnapshot, restoreNamedSnapshot, saveSnapshot } from '../snapshots.ts';
import { unknownName } from '../unknown-name.ts';
import { actionButton, frame } from './frame.ts';
import type { DashboardPage, Visit } from './page.ts';

const ACTS = { save: saveSnapshot, restore: restoreNamedSnapshot, remove: removeSnapshot };

/** What the world was like at moments that got a name, and the way back to them. */
export const snapshotsPage: DashboardPage = {
  path: '/dashboard/snapshots',
  show(visit) {
    const rows = [...visit.world.snapshots].map(([name, { created_at }]) => ({ name, created_at }));
    return frame(visit, {
      title: 'Snapshots',
      place: 'snapshots',
      body: html`${pageHeader({ heading: 'Snapshots', meta: [counted(rows.length, 'snapshot')] })}
      ${
        rows.length === 0
          ? emptyState(
              'No snapshots',
              'A snapshot keeps data, rights, clock, journal and messages under a name.',
            )
          : snapshots(visit, rows)
      }
      ${section(
        'Take one',
        html`<form class="filters" method="post">
          <input type="hidden" name="act" value="save" />
          ${field({ name: 'name', label: 'Name, such as before-checkout', type: 'text', required: true })}
          <button class="button" type="submit">Take a snapshot</button>
        </form>`,
      )}`,
    });
  },
  send(visit, form) {
    const { act = '', name = '' } = Object.fromEntries(form);
    const call = Object.entries(ACTS).find(([known]) => known === act)?.[1];
    const acts = Object.keys(ACTS);
    return call?.run({ ...visit, params: { name } }, {}) ?? unknownName('act', act, acts, 'act');
  },
};

function snapshots({ base }: Visit, rows: readonly { name: string; created_at: string }[]) {
  return table({
    caption: 'A world that is put back loses what happened since.',
    rows,
    columns: [
      {
        head: 'Snapshot',
        kind: 'name',
        cell: ({ name }) => html`<a href="${base}/snapshots/${name}">${name}</a>`,
      },
      {
        head: 'Taken',
        cell: ({ created_at: at }) =>
          html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')}</time>`,
      },
      {
        head: 'Since then',
        cell: ({ name }) =>
          html`<a href="${base}/snapshots/${name}/diff/current">What changed since ${name}</a>`,
      },
      {
        head: 'Acts',
        cell: ({ name }) =>
          html`<div class="actions">
            ${actionButton(`Put back to ${name}`, { act: 'restore', name })}
            ${actionButton(`Remove ${name}`, { act: 'remove', name }, true)}
          </div>`,
      },
    ],
  });
}
