import { openConnector } from './connector.ts';
import type { Target } from './connector.ts';
import { discoverChecks } from './discover.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Reports } from './options.ts';
import { reportOf } from './report/report.ts';
import { progress, verdictText } from './report/text.ts';
import { writeReports } from './report/write-reports.ts';
import { judge } from './run.ts';
import type { Selection } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** Fewer generated sequences than this judge nothing. */
export const FLOOR = 50;

export interface JudgeOptions extends Selection {
  seed: number;
  runs: number;
  budget: number;
  report?: Reports;
}

/** Judges the target, shows what came of it, writes the reports, and returns the exit code. */
export async function judgeTarget(
  target: Target,
  { seed, runs, budget, report: files = [], ...selection }: JudgeOptions,
  { note, print }: Surroundings,
  sameAgain: string,
): Promise<number> {
  const began = performance.now();
  const spent = () => performance.now() - began > budget;
  const connector = openConnector(target);
  let area: string | null = null;
  const verdicts = await judge(
    connector,
    await discoverChecks(),
    { seed, runs, floor: FLOOR, spent },
    selection,
    (verdict) => {
      if (verdict.check === 'deferred') return;
      note(progress(verdict, area));
      area = verdict.requirement.split('.')[0] ?? null;
    },
  );
  note('\n\n');

  const { name, version } = await connector.as('wide').then(
    ({ server }) => server,
    () => ({ name: '', version: '' }),
  );
  const report = reportOf(verdicts, {
    connector: { url: target.url.href, name, version },
    level: connector.level,
    seed,
    target: sameAgain,
  });
  writeReports(report, files);
  print(verdictText(report, (performance.now() - began) / 1000));
  for (const { fault } of verdicts) if (fault !== undefined) note(`${fault.stack ?? fault.message}\n`);
  return exitCodeOf(verdicts);
}
