import { InvalidArgumentError } from 'commander';
import { closest } from 'fastest-levenshtein';
import { FORMATS } from '../report/report-file.ts';
import type { ReportFile } from '../report/report-file.ts';

/** The parser of `--report`, which may be given several times. */
export const reportOption: (text: string, files?: readonly ReportFile[]) => ReportFile[] =
  fileOption(FORMATS);

/** Reads `format=FILE` for one of these formats. */
export function fileOption<Format extends string>(formats: readonly Format[]) {
  return (
    text: string,
    files: readonly { format: Format; file: string }[] = [],
  ): { format: Format; file: string }[] => {
    const [name = '', file = ''] = text.split(/=(.*)/su);
    const format = formats.find((one) => one === name);
    if (format === undefined) {
      throw new InvalidArgumentError(
        `There is no report format ${name}. Did you mean ${closest(name, formats)}? Formats: ${formats.join(', ')}.`,
      );
    }
    if (file === '') throw new InvalidArgumentError(`Write ${format}=FILE.`);
    if (files.some((one) => one.file === file)) {
      throw new InvalidArgumentError(`Two reports cannot be in one file: ${file}.`);
    }
    return [...files, { format, file }];
  };
}
