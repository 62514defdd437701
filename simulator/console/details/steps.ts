import { html } from 'hono/html';
import { foreignText } from '../../pages/components/text.ts';
import { inWords } from '../../pages/components/words.ts';
import type { Html } from '../../pages/define.ts';

/** The type of a step, and the key by which others name it. */
export function stepName(key: string, type: string): Html {
  return html`${inWords(type)} <span class="row-note mono">${foreignText(key)}</span>`;
}

/** Links to the rows of the steps that may follow, each with the label of its branch. */
export function nextSteps(next: readonly { to: string; label?: string | undefined }[]): Html {
  if (next.length === 0) return html`<span class="muted">ends here</span>`;
  return html`<ul>
    ${next.map(
      ({ to, label }) =>
        html`<li>
          ${label && html`<span class="muted">${foreignText(label)}:</span>`}
          <a class="mono" href="#step-${to}">${foreignText(to)}</a>
        </li>`,
    )}
  </ul>`;
}
