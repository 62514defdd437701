import { html } from 'hono/html';
import { printable } from '../printable.ts';
import { letterOf } from '../rows.ts';
import type { Report, Result } from '../report.ts';
import { areasOf } from '../words.ts';
import { linkTo } from './anchors.ts';
import { glyph } from './glyph.ts';
import { markOf } from './marks.ts';
import type { Html } from './template.ts';

/** All requirements at one glance: a row for each area, a mark for each result. */
export function overview(reports: readonly Report[]): Html {
  const areas = areasOf(reports.flatMap(({ results }) => results)).map(({ area }) => area);
  const several = reports.length > 1;
  return html`<section class="section">
    <h2>At a glance</h2>
    <div class="overview">
      ${areas.map(
        (area) =>
          html`<div class="overview-area">
            <h3>${printable(area)}</h3>
            <div class="overview-rows">
              ${reports.map(
                (report, index) =>
                  html`<div class="overview-row">
                    ${several && html`<span class="letter">${letterOf(index)}</span>`}
                    <ul class="squares">
                      ${own(report, area).map(square)}
                    </ul>
                    <span class="share">${shareOf(own(report, area))}</span>
                  </div>`,
              )}
            </div>
          </div>`,
      )}
    </div>
  </section>`;
}

function own({ results }: Report, area: string): readonly Result[] {
  return results
    .filter(({ requirement }) => requirement.startsWith(`${area}.`))
    .toSorted((one, other) => one.requirement.localeCompare(other.requirement));
}

function square(result: Result): Html {
  const { word, glyph: name, tone } = markOf(result);
  const label = `${printable(result.requirement)}: ${word}`;
  return html`<li>
    <a
      class="square tone-${tone}"
      href="${linkTo('requirement', result.requirement)}"
      aria-label="${label}"
      title="${label}"
      >${glyph(name)}</a
    >
  </li>`;
}

function shareOf(results: readonly Result[]): string {
  const judged = results.filter(({ status }) => status !== 'not_tested');
  return `${judged.filter(({ status }) => status === 'pass').length} of ${results.length}`;
}
