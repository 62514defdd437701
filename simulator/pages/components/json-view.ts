import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { count } from './number.ts';
import { visibleCharacters } from './text.ts';

/** More than anybody reads on a page. */
const MOST_LETTERS = 100_000;

/** A value as JSON, read from left to right whatever it contains; a very long one is cut, and says so. */
export function jsonView(value: unknown, label: string): Html {
  const text = JSON.stringify(value, null, 2);
  const more = text.length - MOST_LETTERS;
  return html`${more > 0 && html`<p class="hint">The last ${count(more)} characters are left out here. The API has the whole.</p>`}
    <pre
      class="json"
      dir="ltr"
      tabindex="0"
      role="region"
      aria-label="${label}"
    ><code>${visibleCharacters(text.slice(0, MOST_LETTERS))}</code></pre>`;
}
