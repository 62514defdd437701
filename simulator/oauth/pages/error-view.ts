import { html } from 'hono/html';
import { notice } from '../../pages/components/notice.ts';
import type { Html } from '../../pages/define.ts';
import { layout } from '../../pages/layout.ts';
import type { World } from '../../ports.ts';

export interface ErrorView {
  /** What failed. */
  title: string;
  why: string;
  /** What the person can do about it. */
  remedy: string;
  /** For whoever develops the application. */
  detail?: string;
}

export const NO_SUCH_PAGE: ErrorView = {
  title: 'There is no such page',
  why: 'The address leads nowhere in this simulator.',
  remedy: 'Check the address, or start again from the console.',
};

export function errorPage(world: World, { title, why, remedy, detail }: ErrorView): Html {
  const body = html`<section class="card stack">
    <h1>${title}</h1>
    ${notice({ tone: 'red', glyph: 'cross', title: why, body: html`<p>${remedy}</p>`, role: 'alert' })}
    ${
      detail &&
      html`<div class="stack-small">
        <p class="hint">For the developers of the application:</p>
        <p class="destination">${detail}</p>
      </div>`
    }
  </section>`;
  return layout({ title, world, body, width: 'narrow' });
}
