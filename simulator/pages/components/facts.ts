import { html } from 'hono/html';
import type { Html } from '../define.ts';

export type Fact = readonly [term: string, value: Html | string | number | null | undefined];

/** Terms and their values; a fact without a value is left out. */
export function facts(list: readonly Fact[]): Html {
  return html`<dl class="facts">
    ${list.map(
      ([term, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
