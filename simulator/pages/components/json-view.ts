import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { visibleCharacters } from './text.ts';

/** A value as JSON, read from left to right whatever it contains. */
export function jsonView(value: unknown, label: string): Html {
  const text = JSON.stringify(value, null, 2);
  return html`<pre
    class="json"
    dir="ltr"
    tabindex="0"
    role="region"
    aria-label="${label}"
  ><code>${visibleCharacters(text)}</code></pre>`;
}
