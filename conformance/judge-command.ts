import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, Option } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { startAssembly } from './assembly.ts';
import { openConnector } from './connector.ts';
import type { Target } from './connector.ts';
import { discoverChecks } from './discover.ts';
import { exitCodeOf } from './exit-code.ts';
import {
  connectorAddress,
  milliseconds,
  moduleFile,
  reportOption,
  requirementIds,
  tokenOption,
  userOption,
  wholeNumber,
} from './options.ts';
import type { Reports } from './options.ts';
import { junit } from './report/junit.ts';
import { reportOf } from './report/report.ts';
import { progress, verdictText } from './report/text.ts';
import { judge } from './run.ts';
import type { Selection } from './run.ts';
import type { Fetch } from './wire.ts';

/** Fewer generated sequences than this judge nothing. */
export const FLOOR = 50;

/** The module that assembles the connector of this repository, as package.json names it. */
const OURS = fileURLToPath(import.meta.resolve('#assembly'));

/** The world around the command. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  fetch: Fetch;
  /** Writes the verdict. */
  print: (text: string) => void;
  /** Writes progress and complaints, without a line end. */
  note: (text: string) => void;
}

export type Finish = (code: number) => void;

/** The command that judges; `finish` takes its exit code. */
export function judgeCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('conformance')
    .description(
      'Judges an Optimove MCP connector; without an address, the one of this repository, which it starts.',
    )
    .argument('[url]', 'address of the connector', connectorAddress)
    .option('--control <url>', 'control API of the simulator behind the connector', connectorAddress)
    .option('--in-process <file>', 'module that assembles a connector in this process', moduleFile)
    .option(
      '--user <who=EMAIL:PASSWORD>',
      'wide, narrow or other-tenant; signs in by itself; repeatable',
      userOption,
    )
    .option(
      '--token <who=@FILE>',
      'the same with a token from a file or env:NAME; repeatable',
      tokenOption(around.environment),
    )
    .option('--only <ids>', 'these requirements alone, separated by commas', requirementIds)
    .option('--skip-slow', 'leave out what takes long', false)
    .option('--seed <number>', 'seed of everything generated', wholeNumber, 1)
    .option('--runs <number>', 'generated call sequences for each property', wholeNumber, 100)
    .addOption(
      new Option('--budget <time>', 'time for generating').argParser(milliseconds).default(60_000, '60s'),
    )
    .option('--report <format=FILE>', 'json or junit; repeatable', reportOption)
    .action(async (url, options, command) => {
      const { control, user, token, inProcess } = options;
      if (url !== undefined && inProcess !== undefined) {
        command.error('error: --in-process assembles a connector by itself: give no address');
      }
      if (url === undefined && [control, user, token].some((given) => given !== undefined)) {
        command.error('error: --control, --user and --token go with the address of a connector');
      }
      if (url === undefined) {
        const again = inProcess === undefined ? '' : ` --in-process ${inProcess}`;
        const assembled = await startAssembly(inProcess ?? OURS);
        try {
          finish(await judgeTarget(assembled.target, options, around, again));
        } finally {
          await assembled.stop();
        }
      } else {
        const target: Target = {
          url,
          fetch: around.fetch,
          people: { ...token, ...user },
          ...(control !== undefined && { control }),
        };
        finish(await judgeTarget(target, options, around, sameTarget(target)));
      }
    });
}

interface JudgeOptions extends Selection {
  seed: number;
  runs: number;
  budget: number;
  report?: Reports;
}

async function judgeTarget(
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
  for (const { format, file } of files) {
    writeFileSync(file, format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : junit(report));
  }
  print(verdictText(report, (performance.now() - began) / 1000));
  for (const { fault } of verdicts) if (fault !== undefined) note(`${fault.stack ?? fault.message}\n`);
  return exitCodeOf(verdicts);
}

/** The options that lead to the same connector, passwords and tokens left out. */
function sameTarget({ url, control, people }: Target): string {
  const users = Object.entries(people).map(([who, person]) =>
    'token' in person ? ` --token ${who}=@FILE` : ` --user ${who}=${person.email}:PASSWORD`,
  );
  return `${users.join('')}${control === undefined ? '' : ` --control ${control.href}`} ${url.href}`;
}
