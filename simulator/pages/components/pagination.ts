import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { count } from './number.ts';

export interface Pagination {
  /** Zero-based place of the first row shown. */
  from: number;
  shown: number;
  total: number;
  previous?: string | undefined;
  next?: string | undefined;
}

/** Which rows of how many, and plain links to those around them. */
export function pagination({ from, shown, total, previous, next }: Pagination): Html {
  return html`<nav class="pagination" aria-label="Pages">
    <p>${count(from + 1)}–${count(from + shown)} of ${count(total)}</p>
    <ul>
      ${previous && html`<li><a class="button button-small" rel="prev" href="${previous}">Previous</a></li>`}
      ${next && html`<li><a class="button button-small" rel="next" href="${next}">Next</a></li>`}
    </ul>
  </nav>`;
}
