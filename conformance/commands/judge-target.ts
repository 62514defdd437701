import { join } from 'node:path';
import { reckon } from '../baseline/baseline.ts';
import type { KnownFailure } from '../baseline/baseline.ts';
import { baselineText } from '../baseline/write-baseline.ts';
import { openConnector } from '../connector.ts';
import type { Target } from '../connector.ts';
import type { Context } from '../define.ts';
import { discoverChecks } from '../discover.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { keepIn, ownCorpus } from '../generated/corpus.ts';
import type { Kept } from '../generated/corpus.ts';
import { writeText } from '../report/report-file.ts';
import type { ReportFile } from '../report/report-file.ts';
import { showProgress } from '../report/progress.ts';
import { reportOf } from '../report/report.ts';
import type { Reached } from '../report/report.ts';
import { verdictText } from '../report/text.ts';
import { withoutSecrets } from '../report/without-secrets.ts';
import { writeReports } from '../report/write-reports.ts';
import { judge } from '../run.ts';
import type { Selection } from '../run.ts';
import { keepSecrets } from '../secrets.ts';
import type { Surroundings } from './surroundings.ts';

/** A check that takes longer than this, besides the time for generating, waits for what never comes. */
const BESIDE_GENERATING_MS = 600_000;

/** Fewer generated sequences than this judge nothing. */
export const FLOOR = 50;

export interface JudgeOptions extends Selection {
  seed: number;
  runs: number;
  budget: number;
  corpus?: { folder: string; kept: Kept[] };
  path?: string;
  report?: readonly ReportFile[];
  baseline?: readonly KnownFailure[];
  writeBaseline?: string;
}

/** Judges the target, shows what came of it, writes the reports, and returns the exit code. */
export async function judgeTarget(
  target: Target,
  options: JudgeOptions,
  around: Surroundings,
  reached: Reached,
): Promise<number> {
  const { seed, runs, budget, path, corpus, report: files = [], baseline = [], writeBaseline } = options;
  const { today, note, print } = around;
  const began = performance.now();
  let generating: number | null = null;
  const spent = () => performance.now() - (generating ??= performance.now()) > budget;
  const secrets = keepSecrets();
  const connector = openConnector(secrets.watched(target));
  const checks = await discoverChecks();
  const progress = showProgress(around);
  const verdicts = await judge(
    connector,
    checks,
    {
      seed,
      runs,
      floor: path === undefined ? FLOOR : 1,
      spent,
      longest: budget + BESIDE_GENERATING_MS,
      sequenceRan: progress.sequenceRan,
      ...(path !== undefined && { path }),
      ...(corpus !== undefined && corpusOf(corpus, note)),
    },
    options,
    progress,
  );
  const sequences = progress.ends();

  const { name, version } = await connector.as('wide').then(
    ({ server }) => server,
    () => ({ name: '', version: '' }),
  );
  const reckoning = reckon(verdicts, baseline, today);
  const report = withoutSecrets(
    reportOf(verdicts, {
      connector: { url: target.url.href, name, version },
      level: connector.level,
      seed,
      runs,
      date: today,
      seconds: Math.round((performance.now() - began) / 100) / 10,
      sequences,
      reached,
      reckoning,
      checks,
    }),
    secrets.without,
  );
  const unwritten = await writeReports(report, files);
  if (writeBaseline !== undefined) {
    unwritten.push(
      ...[writeText(writeBaseline, baselineText(verdicts, baseline, today))].filter((one) => one !== null),
    );
  }
  print(verdictText(report, around.screen));
  for (const { fault } of verdicts) {
    if (fault !== undefined) note(`${secrets.without(fault.stack ?? fault.message)}\n`);
  }
  for (const complaint of unwritten) note(`${complaint}\n`);
  return unwritten.length > 0 ? EXIT.harness : exitCodeOf(verdicts, reckoning);
}

/** The counterexamples of this repository and those of the folder, where new ones are kept. */
function corpusOf(
  { folder, kept }: NonNullable<JudgeOptions['corpus']>,
  note: Surroundings['note'],
): Pick<Context, 'corpus' | 'keep'> {
  return {
    corpus: [...ownCorpus(), ...kept],
    keep: (found) => note(`\nkept in ${join(folder, keepIn(folder, found))}\n`),
  };
}
