import { html } from 'hono/html';
import { SCALES } from '#fixtures/world-data.ts';
import { field, select } from '../../pages/components/field.ts';
import { counted } from '../../pages/components/number.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { section } from '../../pages/components/section.ts';
import { table } from '../../pages/components/table.ts';
import { createWorld, removeWorld } from '../worlds.ts';
import { actionButton, frame } from './frame.ts';
import type { DashboardPage } from './page.ts';

/** The worlds of this process; each has a dashboard of its own. */
export const worldsPage: DashboardPage = {
  path: '/dashboard/worlds',
  show(visit) {
    const { standard } = visit.worlds;
    const worlds = visit.worlds.all();
    const written = (name: string) => visit.refused?.get(name) ?? undefined;
    return frame(visit, {
      title: 'Worlds',
      place: 'worlds',
      body: html`${pageHeader({ heading: 'Worlds', meta: [counted(worlds.length, 'world')] })}
      ${table({
        caption: 'Each has its own people, data, clock, faults and journal.',
        rows: worlds,
        columns: [
          {
            head: 'World',
            kind: 'name',
            cell: (world) =>
              html`<a href="${world === standard ? '' : `/worlds/${world.name}`}/">${world.name}</a>
                <span class="row-note">${world === visit.world && 'shown here'}</span>`,
          },
          { head: 'Seed', kind: 'number', cell: ({ seed }) => seed },
          { head: 'Scale', cell: ({ scale }) => scale },
          {
            head: 'Time (UTC)',
            cell: ({ clock }) => clock.now().toISOString().slice(0, 19).replace('T', ' '),
          },
          {
            head: 'Remove',
            cell: (world) =>
              world === standard
                ? 'It stays'
                : actionButton(`Remove ${world.name}`, { remove: world.name }, true),
          },
        ],
      })}
      ${section(
        'Make another',
        html`<form class="filters" method="post">
          ${field({ name: 'name', label: 'Name, such as checkout; or none', type: 'text', value: written('name') })}
          ${field({ name: 'seed', label: 'Seed', type: 'text', value: written('seed') ?? String(standard.seed), required: true })}
          ${select({
            name: 'scale',
            label: 'Scale',
            chosen: standard.scale,
            options: SCALES.map((scale) => [scale, scale] as const),
          })}
          <button class="button" type="submit">Make a world</button>
        </form>`,
      )}`,
    });
  },
  send(visit, form) {
    const { remove, name, seed, ...more } = Object.fromEntries(form);
    if (remove !== undefined) return removeWorld.run({ ...visit, params: { name: remove } }, {});
    return createWorld.run(visit, {
      ...more,
      ...(name !== '' && { name }),
      ...(seed !== undefined && { seed: /^\d{1,15}$/.test(seed) ? Number(seed) : seed }),
    });
  },
};
