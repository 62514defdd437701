import { stripVTControlCharacters, styleText } from 'node:util';
import { printable } from './printable.ts';
import type { Result } from './report.ts';
import { byWeight, COLOURS, STATUS_WORDS } from './words.ts';

/** Where there is less room than this, failures are shown without calls and journal. */
const SHORT = 10;

/** The failures that there is room for, those of safety before all others, and how many there are besides. */
export function failureLines(
  results: readonly Result[],
  width: number,
  room: number,
  columns: number,
): string[] {
  const bad = byWeight(results).filter(({ known }) => known === undefined);
  const shown: string[] = [];
  let count = 0;
  for (const result of bad) {
    const lines = failure(result, width, room > SHORT);
    const left = room - rowsOf(shown, columns) - (count + 1 < bad.length ? 1 : 0);
    if (count > 0 && rowsOf(lines, columns) > left) break;
    shown.push(...lines);
    count += 1;
  }
  const more = bad.length - count;
  return more === 0 ? shown : [...shown, `and ${more} more, see --report html=report.html`];
}

function failure(
  { requirement: id, severity, section, status, message, evidence, replay }: Result,
  width: number,
  inFull: boolean,
): string[] {
  const label = (name: string, text: string) => `  ${name.padEnd(6)}${cut(text, width - 8)}`;
  const call = inFull ? evidence.calls.at(-1) : undefined;
  const args = call?.arguments === undefined ? '' : JSON.stringify(call.arguments);
  const deeds = inFull ? evidence.journal.filter(({ effect }) => effect !== 'read') : [];
  return [
    '',
    `${styleText(['bold', COLOURS[status]], STATUS_WORDS[status].toUpperCase())} ${printable(id)} ${styleText('dim', cut(`${severity}, ${section}`, width - id.length - 6))}`,
    label('seen', message),
    ...(call === undefined
      ? []
      : [
          label(
            'call',
            `${[call.as, call.request, args].filter(Boolean).join(' ')} → ${call.status ?? ''} ${call.answer}`,
          ),
        ]),
    ...(deeds.length === 0
      ? []
      : [label('did', deeds.map(({ effect, endpoint }) => `${effect} ${endpoint}`).join(', '))]),
    `  ${'again'.padEnd(6)}${printable(replay)}`,
  ];
}

/** How many rows of the screen the lines take. */
export function rowsOf(lines: readonly string[], columns: number): number {
  const rows = lines.map((line) => Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns)));
  return rows.reduce((sum, count) => sum + count, 0);
}

/** Text of a stranger in one line that is no longer than the width. */
export function cut(text: string, width: number): string {
  const shown = printable(text);
  return shown.length <= width ? shown : `${shown.slice(0, Math.max(width - 1, 0))}…`;
}
