import { writeFileSync } from 'node:fs';
import type { Reports } from '../options.ts';
import { junit } from './junit.ts';
import type { Report } from './report.ts';

/** Writes each report that was asked for. */
export function writeReports(report: Report, files: Reports): void {
  for (const { format, file } of files) {
    writeFileSync(file, format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : junit(report));
  }
}
