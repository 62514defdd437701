import { html } from 'hono/html';
import { facts } from '../../pages/components/facts.ts';
import { field } from '../../pages/components/field.ts';
import { pageHeader } from '../../pages/components/page-header.ts';
import { section } from '../../pages/components/section.ts';
import { moveClock } from '../clock.ts';
import { actionButton, frame } from './frame.ts';
import type { Html } from '../../pages/define.ts';
import type { DashboardPage } from './page.ts';

const STEPS = { PT1M: '1 minute', PT1H: '1 hour', P1D: '1 day', P7D: '7 days' };

/** The world's time: stopped, set going again, or moved. */
export const clockPage: DashboardPage = {
  path: '/dashboard/clock',
  show(visit) {
    const { clock } = visit.world;
    const written = (name: string) => visit.refused?.get(name) ?? '';
    return frame(visit, {
      title: 'Clock',
      place: 'clock',
      body: html`${pageHeader({ heading: 'Clock' })}
        ${facts([
          ['Time of the world (UTC)', instant(clock.now().toISOString())],
          ['State', clock.frozen ? 'Frozen' : 'Running'],
          ['Moved by hand', inWords(clock.moved)],
        ])}
        <div class="actions panel-actions">
          ${clock.frozen ? actionButton('Let it run', { frozen: 'false' }) : actionButton('Freeze', { frozen: 'true' })}
        </div>
        ${section(
          'Advance',
          html`<div class="actions">
              ${Object.entries(STEPS).map(([duration, words]) => actionButton(`By ${words}`, { advance: duration }))}
            </div>
            <form class="filters" method="post">
              ${field({ name: 'advance', label: 'By an ISO duration, such as PT90M', type: 'text', value: written('advance'), required: true })}
              <button class="button" type="submit">Advance</button>
            </form>`,
        )}
        ${section(
          'Set',
          html`<form class="filters" method="post">
            ${field({
              name: 'to',
              label: 'To an ISO instant, such as 2026-11-22T15:04:00Z',
              type: 'text',
              value: written('to'),
              required: true,
            })}
            <button class="button" type="submit">Set</button>
          </form>`,
        )}`,
    });
  },
  send(visit, form) {
    const { frozen, ...moves } = Object.fromEntries(form);
    return moveClock.run(visit, { ...moves, ...(frozen !== undefined && { frozen: frozen === 'true' }) });
  },
};

/** An instant as tests write it, which may go on to a second line at its time. */
function instant(iso: string): Html {
  const [day = '', time = ''] = iso.split('T');
  return html`<span class="mono">${day}T<wbr />${time}</span>`;
}

/** `2 days, 3 hours`, to the second. */
function inWords(milliseconds: number): string {
  const moved = Temporal.Duration.from({ milliseconds }).round({
    largestUnit: 'day',
    smallestUnit: 'second',
  });
  return moved.blank ? 'Not at all' : moved.toLocaleString('en-GB', { style: 'long' });
}
