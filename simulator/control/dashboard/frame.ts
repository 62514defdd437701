import { html } from 'hono/html';
import { glyph } from '../../pages/components/glyph.ts';
import { notice } from '../../pages/components/notice.ts';
import type { Html } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import { foreignText } from '../../pages/components/text.ts';
import type { Visit } from './page.ts';

const PLACES = {
  journal: { path: '/', label: 'Journal' },
  faults: { path: '/dashboard/faults', label: 'Faults' },
  clock: { path: '/dashboard/clock', label: 'Clock' },
  users: { path: '/dashboard/users', label: 'Users' },
  worlds: { path: '/dashboard/worlds', label: 'Worlds' },
  snapshots: { path: '/dashboard/snapshots', label: 'Snapshots' },
} as const;

/** A page of the dashboard: the ways to the others, what went wrong with the form, and then the page itself. */
export function frame(
  { world, base, problem }: Visit,
  { title, place, body }: { title: string; place: keyof typeof PLACES; body: Html },
): Html {
  return layout({
    title: `${title} · Control`,
    world,
    width: 'wide',
    bar: html`<div class="top-bar">
      <a class="home" href="${base}/">Control</a>
      <nav class="places" aria-label="Control">
        <ul>
          ${Object.entries(PLACES).map(
            ([name, { path, label }]) =>
              html`<li>
                <a href="${base}${path}" ${name === place && html`aria-current="page"`}>${label}</a>
              </li>`,
          )}
        </ul>
      </nav>
    </div>`,
    body: html`${
      problem &&
      notice({
        tone: 'red',
        glyph: 'cross',
        title: 'There is a problem',
        body: html`<p>${foreignText(String(problem.error['message']))}</p>`,
        role: 'alert',
      })
    }
    ${body}`,
  });
}

/** A button in a form of its own, for what needs no more than a click. */
export function actionButton(label: string, fields: Readonly<Record<string, string>>, danger = false): Html {
  return html`<form method="post">
    ${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button class="button button-small ${danger && 'button-danger'}" type="submit">
      ${danger && glyph('trash')} ${label}
    </button>
  </form>`;
}
