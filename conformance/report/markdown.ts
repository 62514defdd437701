import { printable } from './printable.ts';
import type { Report, Result } from './report.ts';
import {
  areasOf,
  byWeight,
  countOf,
  counted,
  deferredCount,
  STATUSES,
  STATUS_WORDS,
  untestedByReason,
  verdictSentence,
} from './words.ts';

/** A comment on a pull request may have 65,536 characters. */
const FAILURES_SHOWN = 20;
const REASONS_SHOWN = 10;
const CALLS_SHOWN = 3;
const ENTRIES_SHOWN = 8;
const LONGEST = 600;

const MARKS = { holds: '✅', violated: '❌', incomplete: '⚠️', suite_failed: '💥' } as const;

/** The report for a pull request. Whatever a connector said stands in code, where Markdown has no force. */
export function markdown(report: Report): string {
  const { connector, results, outcome, level, seed, seconds, sequences } = report;
  const failing = byWeight(results);
  const more = failing.length - FAILURES_SHOWN;
  return [
    `## ${MARKS[outcome]} ${verdictSentence(report)}`,
    '',
    `${code(`${connector.name} ${connector.version}`.trim() || 'A connector')} at ${code(connector.url)}, ` +
      `level ${level}, seed ${seed}, ${counted(sequences, 'generated sequence')}, ${seconds.toFixed(1)} s`,
    '',
    ...areaTable(results),
    ...failing.slice(0, FAILURES_SHOWN).flatMap(failure),
    ...(more > 0 ? ['', `… and ${more} more, see the HTML report.`] : []),
    ...spoiltEntries(report),
    ...untested(results),
    '',
  ].join('\n');
}

function areaTable(results: readonly Result[]): string[] {
  return [
    `| area | ${STATUSES.map((status) => STATUS_WORDS[status]).join(' | ')} |`,
    `| --- | ${STATUSES.map(() => '---:').join(' | ')} |`,
    ...areasOf(results).map(
      ({ area, results: own }) =>
        `| ${code(area)} | ${STATUSES.map((status) => countOf(own, status) || '·').join(' | ')} |`,
    ),
  ];
}

function failure(result: Result): string[] {
  const { requirement: id, severity, section, clause, status, message, evidence, replay, known } = result;
  const calls = evidence.calls
    .slice(-CALLS_SHOWN)
    .flatMap(({ as, request, arguments: args, status: answered, answer }) => [
      [as, request, args === undefined ? '' : JSON.stringify(args)].filter(Boolean).join(' '),
      `  → ${answered ?? ''} ${answer}`,
    ]);
  const journal = evidence.journal
    .slice(-ENTRIES_SHOWN)
    .map((entry) => `journal ${entry.effect} ${entry.endpoint}`);
  const word = known === undefined ? STATUS_WORDS[status] : `known ${STATUS_WORDS[status]}`;
  return [
    '',
    `<details><summary><b>${word}</b> ${htmlCode(id)} (${severity}): ${htmlCode(message)}</summary>`,
    '',
    `${code(clause)} from ${code(section)}`,
    ...(known === undefined
      ? []
      : ['', `In the baseline until ${code(known.expires)}: ${code(known.reason)}, ${code(known.owner)}`]),
    ...(calls.length + journal.length === 0 ? [] : ['', ...block([...calls, ...journal])]),
    '',
    'See it again:',
    '',
    ...block([replay], 'sh'),
    '',
    '</details>',
  ];
}

function spoiltEntries({ baseline: { stale, expired } }: Report): string[] {
  return [
    ...stale.map((id) => `- Stale in the baseline, it holds now: ${code(id)}`),
    ...expired.map((id) => `- Expired in the baseline: ${code(id)}`),
  ].flatMap((line, index) => (index === 0 ? ['', line] : [line]));
}

function untested(results: readonly Result[]): string[] {
  const reasons = untestedByReason(results);
  const deferred = deferredCount(results);
  const more = reasons.length - REASONS_SHOWN;
  if (reasons.length + deferred === 0) return [];
  return [
    '',
    '<details><summary>Not tested</summary>',
    '',
    ...reasons
      .slice(0, REASONS_SHOWN)
      .map(({ reason, requirements }) => `- ${code(reason)}: ${requirements.map(code).join(', ')}`),
    ...(more > 0 ? [`- and ${more} more reasons`] : []),
    ...(deferred === 0 ? [] : [`- ${counted(deferred, 'requirement')} deferred: no check can observe them`]),
    '',
    '</details>',
  ];
}

/** Text as an inline code span: one line, the fence longer than any in it. Bars would end a cell of a table. */
function code(text: string): string {
  const shown = cut(printable(text)).replaceAll('|', '¦') || ' ';
  const fence = '`'.repeat(longestRun(shown) + 1);
  return `${fence} ${shown} ${fence}`;
}

function block(lines: readonly string[], language = 'text'): string[] {
  const shown = lines.map((line) => (language === 'sh' ? printable(line) : cut(printable(line))));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${fence}${language}`, ...shown, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
}

/** Text as code inside of an HTML tag, where Markdown would find links and emphasis: all of its marks become references. */
function htmlCode(text: string): string {
  const escaped = cut(printable(text)).replaceAll(
    /[^\p{L}\p{N} ]/gu,
    (mark) => `&#${mark.codePointAt(0) ?? 0};`,
  );
  return `<code>${escaped}</code>`;
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
