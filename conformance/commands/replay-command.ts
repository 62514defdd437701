import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';
import { withTarget } from './chosen-target.ts';
import type { TargetOptions } from './chosen-target.ts';
import { EXIT } from './exit-code.ts';
import { readJsonFile } from './json-file.ts';
import { connectorAddress, httpAddress, moduleFile, tokenOption, userOption } from './options.ts';
import { replay } from './replay.ts';
import { printable } from '../report/printable.ts';
import { STANDARD_RUNS } from '../report/replay-line.ts';
import { reportSchema, resultSchema } from '../report/report.ts';
import type { Reached, Report } from '../report/report.ts';
import type { Finish, Surroundings } from './surroundings.ts';

type Replayed = Pick<Report, 'results' | 'runs' | 'reached'>;

/** A report, or one result of it, which says nothing of how its connector was reached. */
const replayedSchema = z.union([
  reportSchema,
  resultSchema.transform((result): Replayed => ({ results: [result], runs: STANDARD_RUNS, reached: {} })),
]);

/** The subcommand that runs the failures of a report again. */
export function replayCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('replay')
    .description('runs the failures of a JSON report again: same seed, same path, same connector')
    .argument('<file>', 'report of --report json=FILE, or one result of it', (file) =>
      readJsonFile(file, 'a report of --report json=FILE', replayedSchema),
    )
    .argument('[url]', 'address of the connector, where it has another by now', connectorAddress)
    .option('--control <url>', 'control API of the simulator, where it has another by now', httpAddress)
    .option('--in-process <file>', 'module that assembles the connector, where one did', moduleFile)
    .option('--user <who=EMAIL:PASSWORD>', 'the users of that run again; repeatable', userOption)
    .option(
      '--token <who=@FILE>',
      'the tokens of that run again; repeatable',
      tokenOption(around.environment),
    )
    .action(async ({ results, runs, reached }, url, options, command) => {
      const failures = results.filter(({ status }) => status === 'fail' || status === 'warn');
      if (failures.length === 0) {
        around.print('Nothing failed in this report.');
        finish(EXIT.holds);
        return;
      }
      const missing = missingOptions(reached, options);
      if (missing !== '') {
        command.error(`error: a report holds no secrets and runs no code by itself: give again ${missing}`);
      }
      const target = targetOf(reached, url, options);
      around.note(
        `${failures.length} to replay against ${target.url?.href ?? 'a connector in this process'}\n`,
      );
      await withTarget(target.url, target, around, command, async (connector) => {
        finish(await replay(connector, failures, runs, around));
      });
    });
}

/** What a report may not decide by itself: the secrets of people, and which code is run. */
function missingOptions({ people = {}, in_process: file }: Reached, options: TargetOptions): string {
  const given = Object.keys({ ...options.user, ...options.token });
  const missing = Object.entries(people)
    .filter(([who]) => !given.includes(who))
    .map(([who, source]) =>
      /^@|^env:/u.test(source) ? `--token ${who}=${source}` : `--user ${who}=${source}:PASSWORD`,
    );
  if (file !== undefined && options.inProcess === undefined) missing.push(`--in-process ${file}`);
  return printable(missing.join(' '));
}

/** What the command line says goes before what the report says. */
function targetOf(
  reached: Reached,
  url: URL | undefined,
  options: TargetOptions,
): TargetOptions & { url?: URL } {
  const { inProcess, control, user, token } = options;
  if (inProcess !== undefined) return { inProcess };
  const again = url ?? (reached.url === undefined ? undefined : new URL(reached.url));
  const controlAgain = control ?? (reached.control === undefined ? undefined : new URL(reached.control));
  return {
    ...(again !== undefined && { url: again }),
    ...(controlAgain !== undefined && { control: controlAgain }),
    ...(user !== undefined && { user }),
    ...(token !== undefined && { token }),
  };
}
