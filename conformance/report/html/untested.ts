import { html } from 'hono/html';
import { printable } from '../printable.ts';
import { letterOf } from '../rows.ts';
import type { Report } from '../report.ts';
import { counted, deferredCount, untestedByReason } from '../words.ts';
import type { Html } from './template.ts';

/** What was not tested, by reason. */
export function untested(reports: readonly Report[]): Html {
  const parts = reports.map(({ results, baseline: { stale, expired } }) => ({
    reasons: untestedByReason(results),
    deferred: deferredCount(results),
    stale,
    expired,
  }));
  if (
    parts.every(
      ({ reasons, deferred, stale, expired }) =>
        reasons.length + deferred + stale.length + expired.length === 0,
    )
  )
    return html``;
  return html`<section class="section">
    <h2>Not tested, and the baseline</h2>
    <ul class="reasons">
      ${parts.map(({ reasons, deferred, stale, expired }, index) => {
        const letter = reports.length > 1 && html`<span class="letter">${letterOf(index)}</span> `;
        return [
          ...stale.map(
            (id) =>
              html`<li>${letter}Stale in the baseline, it holds now: <code>${printable(id)}</code></li>`,
          ),
          ...expired.map(
            (id) => html`<li>${letter}Expired in the baseline: <code>${printable(id)}</code></li>`,
          ),
          ...reasons.map(
            ({ reason, requirements }) =>
              html`<li>
                ${letter}${printable(reason)}
                <span class="source">${requirements.map(printable).join(', ')}</span>
              </li>`,
          ),
          ...(deferred === 0
            ? []
            : [
                html`<li>
                  ${letter}${counted(deferred, 'requirement')} deferred: no check can observe them
                </li>`,
              ]),
        ];
      })}
    </ul>
  </section>`;
}
