import { styleText } from 'node:util';
import type { Screen } from '../commands/surroundings.ts';
import { printable } from './printable.ts';
import { cut } from './text-failures.ts';
import type { Report, Result } from './report.ts';
import { differs, letterOf, rowsOf } from './rows.ts';
import { COLOURS, STATUS_WORDS, verdictSentence } from './words.ts';

const COLUMN = 12;

/** Several runs side by side in the terminal: the verdict of each, and where they differ. */
export function comparisonText(reports: readonly Report[], { columns }: Pick<Screen, 'columns'>): string {
  const differing = rowsOf(reports).filter(differs);
  const width = Math.max(...differing.map(({ id }) => id.length), 0) + 2;
  const verdicts = reports.flatMap((report, index) => {
    const { name, version, url } = report.connector;
    const whose = `${`${name} ${version}`.trim() || 'A connector'} at ${url}`;
    return [`${letterOf(index)}  ${whose}`, `   ${verdictSentence(report)}`].map((line) =>
      cut(line, columns),
    );
  });
  if (differing.length === 0) return [...verdicts, '', 'They differ nowhere.'].join('\n');
  return [
    ...verdicts,
    '',
    styleText(
      'dim',
      `${' '.repeat(width)}${reports.map((_, index) => letterOf(index).padEnd(COLUMN)).join('')}`.trimEnd(),
    ),
    ...differing.map(({ id, of }) => `${printable(id).padEnd(width)}${of.map(cell).join('')}`.trimEnd()),
  ].join('\n');
}

function cell(result: Result | undefined): string {
  if (result === undefined) return 'left out'.padEnd(COLUMN);
  return styleText(COLOURS[result.status], STATUS_WORDS[result.status].padEnd(COLUMN));
}
