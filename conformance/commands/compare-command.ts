import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT } from './exit-code.ts';
import { readJsonFile } from './json-file.ts';
import { comparisonText } from '../report/comparison.ts';
import { htmlPage } from '../report/html/page.ts';
import { writeText } from '../report/report-file.ts';
import { reportSchema } from '../report/report.ts';
import type { Report } from '../report/report.ts';
import { reportOption } from './report-options.ts';
import type { ReportFile } from '../report/report-file.ts';
import type { Finish, Surroundings } from './surroundings.ts';

const FEWEST = 2;

/** The subcommand that lays reports side by side. */
export function compareCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('compare')
    .description('lays the JSON reports of several runs side by side')
    .argument('<files...>', 'reports of --report json=FILE', reportFile)
    .option('--report <html=FILE>', 'writes the page', htmlReportOption)
    .action(async (reports, { report: pages = [] }, command) => {
      if (reports.length < FEWEST)
        command.error('error: there is nothing to compare: give two reports or more');
      around.print(comparisonText(reports, around.screen));
      const page = await htmlPage(reports);
      const complaints = pages.map(({ file }) => writeText(file, page)).filter((one) => one !== null);
      for (const complaint of complaints) around.note(`${complaint}\n`);
      finish(complaints.length > 0 ? EXIT.harness : EXIT.holds);
    });
}

function reportFile(file: string, reports: readonly Report[] = []): Report[] {
  return [...reports, readJsonFile(file, 'a report of --report json=FILE', reportSchema)];
}

function htmlReportOption(text: string, files?: readonly ReportFile[]): ReportFile[] {
  if (!text.startsWith('html='))
    throw new InvalidArgumentError('Write html=FILE: several runs are compared on a page.');
  return reportOption(text, files);
}
