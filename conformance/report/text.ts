import { styleText } from 'node:util';
import { AREAS } from '../requirement.ts';
import { requirement } from '../requirements.ts';
import type { Verdict } from '../run.ts';
import { printable } from './printable.ts';
import type { Report } from './report.ts';

const CALLS_SHOWN = 3;
const ENTRIES_SHOWN = 3;
const WIDTH = 160;

const MARKS = { pass: '.', fail: 'F', warn: 'w', not_tested: '-' } as const;
const COLOURS = { pass: 'green', fail: 'red', warn: 'yellow', not_tested: 'dim' } as const;

/** One character for one verdict, the area before the first of its own. */
export function progress(verdict: Verdict, last: string | null): string {
  const area = verdict.requirement.split('.')[0] ?? '';
  const mark = styleText(COLOURS[verdict.status], MARKS[verdict.status]);
  if (area === last) return mark;
  return `${last === null ? '' : '\n'}${area.padEnd(13)}${mark}`;
}

/** The verdict for a person: totals by area, each failure with what was seen and how to see it again. */
export function verdictText(report: Report, seconds: number): string {
  const { connector, level, seed, totals, results } = report;
  const bad = results.filter(({ status }) => status === 'fail' || status === 'warn');
  return [
    `${printable(`${connector.name} ${connector.version}`.trim() || 'A connector')} at ${connector.url}`,
    `level ${level}, seed ${seed}, ${seconds.toFixed(1)} s`,
    '',
    ...AREAS.flatMap((area) => areaLine(area, results)),
    ...bad.flatMap(failureLines),
    ...untestedLines(results),
    '',
    `${totals.pass} pass, ${totals.fail} fail, ${totals.warn} warn, ${totals.not_tested} not tested`,
  ].join('\n');
}

function areaLine(area: string, results: Report['results']): string[] {
  const own = results.filter(({ requirement: id }) => id.startsWith(`${area}.`));
  if (own.length === 0) return [];
  const counts = (['pass', 'fail', 'warn', 'not_tested'] as const).flatMap((status) => {
    const count = own.filter((result) => result.status === status).length;
    return count === 0 ? [] : [styleText(COLOURS[status], `${count} ${status.replace('_', ' ')}`)];
  });
  return [`  ${area.padEnd(13)}${counts.join(', ')}`];
}

function failureLines({
  requirement: id,
  severity,
  status,
  message,
  evidence,
  replay,
}: Report['results'][number]): string[] {
  const row = requirement(id);
  const calls = evidence.calls
    .slice(-CALLS_SHOWN)
    .map(({ as, request, arguments: args, status: code, answer }) => {
      const asked = [as, request, args === undefined ? '' : JSON.stringify(args)].filter(Boolean).join(' ');
      return `  call     ${line(`${asked} → ${code ?? ''} ${answer}`)}`;
    });
  const journal = evidence.journal
    .slice(-ENTRIES_SHOWN)
    .map(({ effect, endpoint }) => `  journal  ${line(`${effect} ${endpoint}`)}`);
  return [
    '',
    `${styleText(COLOURS[status], status === 'fail' ? 'FAIL' : 'WARN')} ${id} (${severity}, ${row.section})`,
    `  clause   ${row.clause}`,
    `  seen     ${line(message)}`,
    ...calls,
    ...journal,
    `  again    ${line(replay)}`,
  ];
}

/** What could not be judged, by reason; what is deferred for every connector, only counted. */
function untestedLines(results: Report['results']): string[] {
  const untested = results.filter(({ status }) => status === 'not_tested');
  const deferred = untested.filter(({ check }) => check === 'deferred').length;
  const reasons = Map.groupBy(
    untested.filter(({ check }) => check !== 'deferred'),
    ({ message }) => message,
  );
  return [
    ...(untested.length === 0 ? [] : ['', 'not tested']),
    ...[...reasons].map(
      ([reason, group]) => `  ${group.map(({ requirement: id }) => id).join(', ')}: ${line(reason)}`,
    ),
    ...(deferred === 0 ? [] : [`  ${deferred} deferred, see npm run conformance -- list`]),
  ];
}

function line(text: string): string {
  const shown = printable(text);
  return shown.length <= WIDTH ? shown : `${shown.slice(0, WIDTH)}…`;
}
