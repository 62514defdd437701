import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../commands/exit-code.ts';
import { FORMATS } from '../report/report-file.ts';
import { reportSchema } from '../report/report.ts';
import type { Level } from '../ledger/requirement.ts';
import { annotations, command } from './annotations.ts';
import { GateError, readGateSettings, reportFile } from './settings.ts';
import type { GateSettings } from './settings.ts';
import { unjudged } from './unjudged.ts';

const SUITE = fileURLToPath(new URL('../cli.ts', import.meta.url));
const VERDICTS: Readonly<Record<number, string>> = { [EXIT.holds]: 'holds', [EXIT.violation]: 'violated' };

try {
  process.exitCode = await gate(readGateSettings(process.env));
} catch (error) {
  if (!(error instanceof GateError)) throw error;
  console.log(command('error', 'Conformance', error.message));
  const { GITHUB_OUTPUT: outputFile } = process.env;
  if (outputFile !== undefined) appendFileSync(outputFile, 'verdict=usage\n');
  process.exitCode = EXIT.usage;
}

/** Runs the suite, tells the workflow what came of it, and returns whether the release may go on. */
async function gate({ args, reports, level, summaryFile, outputFile }: GateSettings): Promise<number> {
  mkdirSync(reports, { recursive: true });
  // A verdict of another run must not be taken for the one of this run.
  for (const format of FORMATS) rmSync(reportFile(reports, format), { force: true });
  const code = await judged(args);
  const { verdict, lines } = read(reports, code, level);
  for (const line of lines) console.log(line);
  if (outputFile !== undefined) appendFileSync(outputFile, `verdict=${verdict}\nreports=${reports}\n`);
  const markdown = reportFile(reports, 'markdown');
  if (summaryFile !== undefined && existsSync(markdown)) appendFileSync(summaryFile, readFileSync(markdown));
  return verdict === 'holds' ? EXIT.holds : code === EXIT.holds ? EXIT.harness : code;
}

/** What a workflow is told; what lies above the level may stay unjudged. */
function read(reports: string, code: number, level: Level): { verdict: string; lines: string[] } {
  const json = reportFile(reports, 'json');
  if (!existsSync(json)) {
    const verdict = code === EXIT.usage ? 'usage' : 'failed';
    const message = `No verdict (${verdict}): the output of this step says why.`;
    return { verdict, lines: [command('error', 'Conformance', message)] };
  }
  const report = reportSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
  const lines = annotations(report);
  if (code !== EXIT.incomplete) return { verdict: VERDICTS[code] ?? 'failed', lines };
  const missing = unjudged(report, level);
  if (missing.length === 0 && report.totals.pass > 0) return { verdict: 'holds', lines };
  const message = `Incomplete: these apply up to ${level} and could not be judged: ${missing.join(', ')}`;
  return { verdict: 'incomplete', lines: [...lines, command('error', 'Conformance', message)] };
}

/** The output of the suite holds text of the connector, which must not speak to the workflow. */
async function judged(args: readonly string[]): Promise<number> {
  const marker = randomUUID();
  console.log(`::stop-commands::${marker}`);
  const suite = spawn(process.execPath, [SUITE, ...args], { stdio: 'inherit' });
  const [code]: unknown[] = await once(suite, 'exit');
  console.log(`::${marker}::`);
  return typeof code === 'number' ? code : EXIT.harness;
}
