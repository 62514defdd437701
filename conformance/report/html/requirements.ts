import { html } from 'hono/html';
import { printable } from '../printable.ts';
import type { Report, Result } from '../report.ts';
import { differs, letterOf, rowsOf } from '../rows.ts';
import type { Row } from '../rows.ts';
import { areasOf, counted } from '../words.ts';
import { anchor, linkTo } from './anchors.ts';
import { resultMark } from './marks.ts';
import type { Html } from './template.ts';

/** The requirements of which the reports say different things. */
export function differences(reports: readonly Report[]): Html {
  if (reports.length < 2) return html``;
  const differing = rowsOf(reports).filter(differs);
  return html`<section class="section">
    <h2>Where they differ</h2>
    ${differing.length === 0 ? html`<p>Nowhere.</p>` : listOf(differing, reports, false)}
  </section>`;
}

/** Every requirement by area: its status for each connector, and on demand its clause, its source and what was seen. */
export function requirementList(reports: readonly Report[]): Html {
  const rows = rowsOf(reports);
  const inArea = (area: string) => rows.filter(({ id }) => id.startsWith(`${area}.`));
  return html`<section class="section">
    <h2>Requirements</h2>
    ${areasOf(reports.flatMap(({ results }) => results)).map(
      ({ area }) =>
        html`<h3 class="area">${printable(area)}</h3>
          ${listOf(inArea(area), reports, true)}`,
    )}
  </section>`;
}

function listOf(rows: readonly Row[], reports: readonly Report[], anchored: boolean): Html {
  return html`<div class="rows" style="--connectors: ${reports.length}">
    ${rows.map((row) => rowOf(row, reports, anchored))}
  </div>`;
}

function rowOf({ id, of }: Row, reports: readonly Report[], anchored: boolean): Html {
  const known = of.find((result) => result !== undefined);
  if (known === undefined) return html``;
  const several = reports.length > 1;
  const { clause, section, severity, level, check, saboteurs } = known;
  return html`<details class="row" ${anchored && html`id="${anchor('requirement', id)}"`}>
    <summary>
      <span class="row-name"
        ><code>${printable(id)}</code> <span class="row-note">${printable(clause)}</span></span
      >
      <span class="row-kind">${severity} ${level}</span>
      ${of.map(
        (result, index) =>
          html`<span class="row-status"
            >${several && html`<span class="letter">${letterOf(index)}</span> `}${
              result === undefined ? 'left out' : resultMark(result)
            }</span
          >`,
      )}
    </summary>
    <div class="row-body">
      <p>${printable(clause)}</p>
      <p class="source">Source: ${printable(section)}. ${judgedBy(check, saboteurs)}</p>
      ${of.map((result, index) => result && seen(result, index, several))}
    </div>
  </details>`;
}

function judgedBy(check: string, saboteurs: number): string {
  if (check === 'deferred') return 'No check can observe it.';
  return `Judged by ${printable(check)}, which is known to catch ${counted(saboteurs, 'broken connector')}.`;
}

function seen(result: Result, index: number, several: boolean): Html {
  const { requirement: id, status, message, seconds } = result;
  const failed = status === 'fail' || status === 'warn';
  return html`<p class="row-seen">
    ${several && html`<span class="letter">${letterOf(index)}</span>`} ${resultMark(result)}
    <span>${printable(message)} <span class="source">${seconds.toFixed(1)} s</span></span>
    ${failed && html`<a href="${linkTo('failure', index, id)}">what was seen</a>`}
  </p>`;
}
