import { InvalidArgumentError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { FORMATS } from './report/report-file.ts';
import type { ReportFile } from './report/report-file.ts';

/** The parser of `--report`, which may be given several times. */
export function reportOption(text: string, reports: readonly ReportFile[] = []): ReportFile[] {
  const [name = '', file = ''] = text.split(/=(.*)/su);
  const format = FORMATS.find((one) => one === name);
  if (format === undefined) {
    throw new InvalidArgumentError(
      `There is no report format ${name}. Did you mean ${closest(name, FORMATS)}? Formats: ${FORMATS.join(', ')}.`,
    );
  }
  if (file === '') throw new InvalidArgumentError(`Write ${format}=FILE.`);
  if (reports.some((one) => one.file === file)) {
    throw new InvalidArgumentError(`Two reports cannot be in one file: ${file}.`);
  }
  return [...reports, { format, file }];
}
