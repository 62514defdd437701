import { html } from 'hono/html';
import { printable } from '../printable.ts';
import type { Report } from '../report.ts';
import { letterOf } from '../rows.ts';
import { countOf, STATUSES, verdictSentence } from '../words.ts';
import { outcomeGlyph, outcomeMark, outcomeTone, statusMark } from './marks.ts';
import type { Html } from './template.ts';

/** What a connector is called on the page. */
export function nameOf({ connector: { name, version } }: Report): string {
  return printable(`${name} ${version}`.trim() || 'A connector');
}

/** Which connectors were judged, and what it came to. */
export function heading(reports: readonly Report[]): Html {
  const [only] = reports;
  return only !== undefined && reports.length === 1 ? headingOfOne(only) : headingOfSeveral(reports);
}

function headingOfOne(report: Report): Html {
  return html`<header class="heading">
    <h1>${nameOf(report)}</h1>
    <p class="address">${printable(report.connector.url)}</p>
    <p class="verdict ${outcomeTone(report.outcome)}">
      ${outcomeGlyph(report.outcome)} <span>${printable(verdictSentence(report))}</span>
    </p>
    ${counts(report)}
    <p class="facts">${facts(report)}</p>
  </header>`;
}

function counts({ results }: Report): Html {
  return html`<ul class="counts">
    ${STATUSES.map((status) => html`<li><b>${countOf(results, status)}</b> ${statusMark(status)}</li>`)}
  </ul>`;
}

function facts({ level, seed, sequences, seconds, date }: Report): string {
  return [
    `Level ${level}`,
    `seed ${seed}`,
    `${sequences} generated sequences of calls`,
    `${seconds.toFixed(1)} s`,
    printable(date),
  ].join(' · ');
}

function headingOfSeveral(reports: readonly Report[]): Html {
  return html`<header class="heading">
    <h1>${reports.length} connectors, side by side</h1>
    <div class="cards">
      ${reports.map(
        (report, index) =>
          html`<section class="card">
            <h2><span class="letter">${letterOf(index)}</span> ${nameOf(report)}</h2>
            <p class="address">${printable(report.connector.url)}</p>
            <p>${outcomeMark(report.outcome)}</p>
            ${counts(report)}
            <p class="facts">${facts(report)}</p>
          </section>`,
      )}
    </div>
  </header>`;
}
