import { styleText } from 'node:util';
import type { Screen } from '../commands/surroundings.ts';
import { cut, failureLines, rowsOf } from './text-failures.ts';
import { printable } from './printable.ts';
import type { Report, Result } from './report.ts';
import {
  areasOf,
  COLOURS,
  countOf,
  deferredCount,
  STATUSES,
  STATUS_WORDS,
  untestedByReason,
  verdictSentence,
} from './words.ts';
import type { Status } from './words.ts';

const [FEWEST_ROWS, MOST_ROWS] = [24, 40];
const WIDEST = 100;
/** On a smaller screen there is room for the least of each thing. */
const ROOMY = 32;
const REASONS_SHOWN = 4;
const OUTCOME_COLOURS = {
  holds: 'green',
  violated: 'red',
  incomplete: 'yellow',
  suite_failed: 'red',
} as const;

/** The verdict for a person, as much of it as fits one screen; the reports hold the rest. The last line says it in words. */
export function verdictText(report: Report, screen: Pick<Screen, 'columns' | 'rows'>): string {
  const width = Math.min(screen.columns, WIDEST);
  const rows = Math.min(Math.max(screen.rows, FEWEST_ROWS), MOST_ROWS) - 1;
  const { results, outcome } = report;
  const around = [
    ...heading(report, width),
    '',
    ...areaTable(results),
    ...baselineLines(report, width),
    ...(rows < ROOMY ? untestedSummary(results) : untestedLines(results, width)),
    '',
    styleText(['bold', OUTCOME_COLOURS[outcome]], verdictSentence(report)),
  ];
  const room = rows - rowsOf(around, screen.columns);
  const failures = failureLines(results, width, room, screen.columns);
  const verdict = around.splice(-2);
  return [...around, ...failures, ...verdict].join('\n');
}

function heading({ connector, level, seed, seconds, sequences }: Report, width: number): string[] {
  const name = `${connector.name} ${connector.version}`.trim() || 'A connector';
  const generated = sequences === 0 ? '' : `, ${sequences} generated sequences`;
  return [
    styleText('bold', cut(`${name} at ${connector.url}`, width)),
    `level ${level}, seed ${seed}${generated}, ${seconds.toFixed(1)} s`,
  ];
}

function areaTable(results: readonly Result[]): string[] {
  const head = STATUSES.map((status) => inColumn(STATUS_WORDS[status], status));
  return [
    styleText('dim', `${' '.repeat(12)}${head.join('')}`),
    ...areasOf(results).map(({ area, results: own }) => `${printable(area).padEnd(12)}${counts(own)}`),
  ];
}

function counts(results: readonly Result[]): string {
  const cells = STATUSES.map((status) => {
    const count = countOf(results, status);
    return styleText(
      count === 0 ? 'dim' : COLOURS[status],
      inColumn(count === 0 ? '·' : String(count), status),
    );
  });
  return cells.join('');
}

function inColumn(text: string, status: Status): string {
  return text.padStart(STATUS_WORDS[status].length + 3);
}

function baselineLines({ baseline: { stale, expired }, results }: Report, width: number): string[] {
  const known = results.filter((result) => result.known !== undefined).map(({ requirement: id }) => id);
  const lines = [
    ['known failures', known],
    ['stale in the baseline: it holds now', stale],
    ['expired in the baseline', expired],
  ] as const;
  const shown = lines.filter(([, ids]) => ids.length > 0);
  return shown.length === 0
    ? []
    : ['', ...shown.map(([what, ids]) => cut(`${what}: ${ids.join(', ')}`, width))];
}

function untestedSummary(results: readonly Result[]): string[] {
  const deferred = deferredCount(results);
  const others = countOf(results, 'not_tested') - deferred;
  return others + deferred === 0 ? [] : [`not tested: ${others}, and ${deferred} deferred`];
}

/** What could not be judged, by reason; what is deferred for every connector is only counted. */
function untestedLines(results: readonly Result[], width: number): string[] {
  const reasons = untestedByReason(results);
  const deferred = deferredCount(results);
  const more = reasons.length - REASONS_SHOWN;
  const lines = [
    ...reasons
      .slice(0, REASONS_SHOWN)
      .map(({ reason, requirements }) =>
        cut(`${String(requirements.length).padStart(4)}  ${reason} (${requirements.join(', ')})`, width),
      ),
    ...(more > 0 ? [`      and ${more} more reasons`] : []),
    ...(deferred === 0 ? [] : [`${String(deferred).padStart(4)}  deferred: no check can observe them`]),
  ];
  return lines.length === 0 ? [] : ['', 'not tested', ...lines];
}
