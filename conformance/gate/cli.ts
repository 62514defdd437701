import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../exit-code.ts';
import { FORMATS } from '../options.ts';
import { reportSchema } from '../report/report.ts';
import { annotations, command } from './annotations.ts';
import { GateError, readGateSettings, reportFile } from './settings.ts';
import type { GateSettings } from './settings.ts';

const SUITE = fileURLToPath(new URL('../cli.ts', import.meta.url));
const VERDICTS: Readonly<Record<number, string>> = {
  [EXIT.holds]: 'holds',
  [EXIT.violation]: 'violated',
  [EXIT.usage]: 'usage',
  [EXIT.incomplete]: 'incomplete',
};

try {
  process.exitCode = await gate(readGateSettings(process.env));
} catch (error) {
  if (!(error instanceof GateError)) throw error;
  console.log(command('error', 'Conformance', error.message));
  process.exitCode = EXIT.usage;
}

/** Runs the suite, tells the workflow what came of it, and returns whether the release may go on. */
async function gate(settings: GateSettings): Promise<number> {
  const { args, reports, failOnIncomplete, summaryFile, outputFile } = settings;
  mkdirSync(reports, { recursive: true });
  // A verdict of another run must not be taken for the one of this run.
  for (const format of FORMATS) rmSync(reportFile(reports, format), { force: true });
  const code = await judged(args);
  const verdict = VERDICTS[code] ?? 'failed';
  if (outputFile !== undefined) appendFileSync(outputFile, `verdict=${verdict}\nreports=${reports}\n`);

  const json = reportFile(reports, 'json');
  if (!existsSync(json)) {
    console.log(
      command('error', 'Conformance', `No verdict (${verdict}): the output of this step says why.`),
    );
    return code === EXIT.holds ? EXIT.harness : code;
  }
  for (const line of annotations(reportSchema.parse(JSON.parse(readFileSync(json, 'utf8')))))
    console.log(line);
  const markdown = reportFile(reports, 'markdown');
  if (summaryFile !== undefined && existsSync(markdown)) appendFileSync(summaryFile, readFileSync(markdown));
  if (code !== EXIT.incomplete) return code;
  const kind = failOnIncomplete ? 'error' : 'warning';
  console.log(command(kind, 'Conformance', 'Incomplete: something that applies could not be judged.'));
  return failOnIncomplete ? code : EXIT.holds;
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
