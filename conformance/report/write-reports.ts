import { htmlPage } from './html/page.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Report } from './report.ts';
import { sarif } from './sarif.ts';
import { writeText } from './report-file.ts';
import type { Format, ReportFile } from './report-file.ts';

/** Each form of a report, and what writes it. */
const WRITERS = {
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  junit,
  html: async (report: Report) => htmlPage([report]),
  sarif,
  markdown,
} satisfies Record<Format, (report: Report) => string | Promise<string>>;

/** Writes each report that was asked for, and says which it could not write. */
export async function writeReports(report: Report, files: readonly ReportFile[]): Promise<string[]> {
  const complaints = files.map(async ({ format, file }) => writeText(file, await WRITERS[format](report)));
  return (await Promise.all(complaints)).filter((complaint) => complaint !== null);
}
