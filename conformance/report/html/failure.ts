import { html } from 'hono/html';
import { printable } from '../printable.ts';
import type { Report, Result } from '../report.ts';
import { letterOf } from '../rows.ts';
import { byWeight } from '../words.ts';
import { anchor, linkTo } from './anchors.ts';
import { nameOf } from './heading.ts';
import { readableJson, readableText } from './json-text.ts';
import { effectMark, resultMark } from './marks.ts';
import type { Html } from './template.ts';

const CALLS_SHOWN = 30;
const ENTRIES_SHOWN = 30;

/** Every failure and warning of each report, the weightiest first, with what was seen. */
export function failures(reports: readonly Report[]): Html {
  const bad = reports.flatMap((report, index) =>
    byWeight(report.results).map((result) => ({ report, index, result })),
  );
  if (bad.length === 0) return html``;
  return html`<section class="section">
    <h2>What was seen to fail</h2>
    ${bad.map(({ report, index, result }) => failure(result, index, reports.length > 1 ? report : null))}
  </section>`;
}

function failure(result: Result, index: number, report: Report | null): Html {
  const { requirement: id, severity, clause, section, level, message, known, evidence, replay } = result;
  const { calls, journal } = evidence;
  return html`<article class="failure" id="${anchor('failure', index, id)}">
    <header>
      ${resultMark(result)}
      <h3><a href="${linkTo('requirement', id)}">${printable(id)}</a></h3>
      <span class="tag">${severity}</span> <span class="tag">${level}</span>
      ${report && html`<span class="tag">${letterOf(index)} ${nameOf(report)}</span>`}
    </header>
    <p class="clause">${printable(clause)}</p>
    <p class="source">Source: ${printable(section)}</p>
    ${
      known &&
      html`<p class="known tone-violet">
        Known until ${printable(known.expires)}: ${printable(known.reason)} (${printable(known.owner)})
      </p>`
    }
    <h4>Seen</h4>
    <p class="seen">${printable(message)}</p>
    ${calls.length > 0 && html`<h4>Calls</h4>`} ${calls.length > 0 && callList(calls)}
    ${journal.length > 0 && html`<h4>What reached the API</h4>`}
    ${journal.length > 0 && journalTable(journal)}
    <h4>See it again</h4>
    <pre class="command">${printable(replay)}</pre>
  </article>`;
}

function callList(calls: Result['evidence']['calls']): Html {
  const more = calls.length - CALLS_SHOWN;
  return html`<ol class="calls">
      ${calls.slice(-CALLS_SHOWN).map(
        ({ as, request, arguments: args, status, answer }) =>
          html`<li>
            <p>
              <code>${printable(request)}</code>
              ${as !== undefined && html`<span class="source">as ${printable(as)}</span>`}
            </p>
            <div class="exchange">
              ${args !== undefined && html`<pre aria-label="Arguments">${readableJson(args)}</pre>`}
              <pre
                aria-label="Answer"
              ><span class="source">→ ${status ?? ''}</span> ${readableText(answer)}</pre>
            </div>
          </li>`,
      )}
    </ol>
    ${more > 0 && html`<p class="source">and ${more} more before these, in the JSON report</p>`}`;
}

function journalTable(journal: Result['evidence']['journal']): Html {
  const more = journal.length - ENTRIES_SHOWN;
  return html`<div class="table-box">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Effect</th>
            <th scope="col">Request</th>
            <th scope="col">User</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          ${journal.slice(-ENTRIES_SHOWN).map(
            (entry) =>
              html`<tr>
                <td data-label="No.">${entry.seq}</td>
                <td data-label="Effect">${effectMark(entry.effect)}</td>
                <td data-label="Request">
                  <code>${wordsOf(entry, 'method', 'path') || printable(entry.endpoint)}</code>
                </td>
                <td data-label="User">${wordsOf(entry, 'user_id')}</td>
                <td data-label="Status">${wordsOf(entry, 'status')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${more > 0 && html`<p class="source">and ${more} more before these, in the JSON report</p>`}`;
}

/** Members of a journal entry that have a text, in words. */
function wordsOf(entry: Readonly<Record<string, unknown>>, ...names: readonly string[]): string {
  return names
    .map((name) => entry[name])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => printable(String(value)))
    .join(' ');
}
