import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { Matrix, Row } from '../../selftest/matrix.ts';
import type { DegenerateProof, SaboteurProof } from '../../selftest/proofs.ts';
import { isProven, totalsOf } from '../../selftest/totals.ts';
import type { Share } from '../../selftest/totals.ts';
import { grid } from './grid.ts';

const STYLE = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

/** The matrix as a page of its own, which needs neither script nor network. */
export async function matrixHtml(matrix: Matrix): Promise<string> {
  const totals = totalsOf(matrix);
  const crossed = matrix.rows.some(({ saboteurs }) => saboteurs.some(({ noticed }) => noticed !== null));
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Self-test of the conformance suite</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <h1>Self-test of the conformance suite</h1>
            <p class="${totals.broken.length === 0 ? 'good' : 'bad'}">
              ${totals.broken.length === 0 ? '✓ Every proof holds' : `✗ ${totals.broken.length} proofs are broken`}
            </p>
          </header>
          <dl class="sums">
            ${sum('MUSTs proven', totals.musts)} ${sum('requirements proven', totals.requirements)}
            ${sum('saboteurs caught', totals.saboteurs)}
            ${totals.hidden.map(({ hides, share }) => sum(`hidden: ${hides}`, share))}
            ${sum('degenerate connectors rejected', totals.degenerates)}
          </dl>
          ${
            totals.broken.length > 0 &&
            html`<h2>Broken</h2>
              <ul>
                ${totals.broken.map(({ requirement, reason }) => html`<li><code>${requirement}</code> ${reason}</li>`)}
              </ul>`
          }
          <h2>Requirements and their saboteurs</h2>
          <p class="note">
            One square for each broken connector that the check of the requirement catches; a bar marks one
            that hides.
          </p>
          ${[...Map.groupBy(matrix.rows, ({ requirement }) => requirement.split('.')[0] ?? '')].map(
            ([area, rows]) =>
              html`<h3>${area}</h3>
                ${rows.map(requirementRow)}`,
          )}
          <h2>Degenerate connectors</h2>
          ${matrix.degenerates.map(degenerateRow)}
          ${
            crossed &&
            html`<h2>Who notices whom</h2>
              ${grid(matrix)}`
          }
          <p class="note">Deferred, since no check can observe them: ${matrix.deferred.join(', ')}</p>
        </main>
      </body>
    </html>`;
  return `${String(page)}\n`;
}

function sum(word: string, { proven, of }: Share) {
  return html`<div class="${proven === of ? '' : 'bad'}">
    <dt>${word}</dt>
    <dd>${proven} <span>of ${of}</span></dd>
  </div>`;
}

function requirementRow(row: Row) {
  return html`<details>
    <summary>
      <span class="${isProven(row) ? 'good' : 'bad'}">${isProven(row) ? '✓' : '✗'}</span>
      <span><code>${row.requirement}</code> <span class="note">${row.clause}</span></span>
      <span class="note">${row.severity} ${row.level}</span>
      <span class="squares">
        <span class="note"
          >${row.saboteurs.filter(({ broken }) => broken === null).length}/${row.saboteurs.length}</span
        >
        ${row.saboteurs.map(
          ({ broken, hides }) =>
            html`<i class="${broken === null ? 'caught' : 'missed'} ${hides !== null && 'hidden'}"></i>`,
        )}
      </span>
    </summary>
    <p>
      <b>A sound connector</b> is accepted:
      <span class="note">${row.accepts.map(({ seen }) => seen).join('; ')}</span>
    </p>
    ${row.saboteurs.map(saboteurLine)}
  </details>`;
}

function saboteurLine({ breaks, hides, acts, seen, broken, noticed }: SaboteurProof) {
  return html`<p>
    <span class="${broken === null ? 'good' : 'bad'}">${broken === null ? '✓' : '✗'}</span>
    <b>A connector that ${breaks}</b>
    ${hides !== null && html`<span class="tag">hides: ${hides}</span>`}<br />
    <span class="note"
      >acted ${acts} ${acts === 1 ? 'time' : 'times'};
      ${broken ?? seen}${
        noticed !== null && noticed.length > 0 && `; noticed by ${noticed.join(', ')} too`
      }</span
    >
  </p>`;
}

function degenerateRow({ breaks, seen, broken, rejected }: DegenerateProof) {
  return html`<p>
    <span class="${broken === null ? 'good' : 'bad'}">${broken === null ? '✓' : '✗'}</span>
    <b>A connector that ${breaks}</b><br /><span class="note"
      >${broken ?? seen}, by ${rejected.join(', ')}</span
    >
  </p>`;
}
