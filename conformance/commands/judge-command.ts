import { existsSync } from 'node:fs';
import { Command, Option } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { readBaseline } from '../baseline/read-baseline.ts';
import { withTarget } from './chosen-target.ts';
import { EXIT } from './exit-code.ts';
import { judgeTarget } from './judge-target.ts';
import {
  connectorAddress,
  corpusFolder,
  counterexamplePath,
  httpAddress,
  milliseconds,
  moduleFile,
  seedOption,
  tokenOption,
  userOption,
  wholeNumber,
} from './options.ts';
import { STANDARD_RUNS } from '../report/replay-line.ts';
import { FORMATS, whyNotWritable } from '../report/report-file.ts';
import { reportOption } from './report-options.ts';
import { requirementsMeant } from './selection-options.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** The command that judges; `finish` takes its exit code. */
export function judgeCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('conformance')
    .description(
      'Judges an Optimove MCP connector; without an address, the one of this repository, which it starts.',
    )
    .argument('[url]', 'address of the connector', connectorAddress)
    .option('--control <url>', 'control API of the simulator behind the connector', httpAddress)
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
    .option('--only <which>', 'ids, areas and patterns such as auth.*, with commas', requirementsMeant)
    .option('--skip <which>', 'the same, to leave out; what is left out is not tested', requirementsMeant)
    .option('--skip-slow', 'leave out what takes long', false)
    .option('--seed <number>', 'seed of everything generated, or random', seedOption(around.chance), 1)
    .option('--runs <number>', 'generated call sequences for each property', wholeNumber, STANDARD_RUNS)
    .option('--path <path>', 'straight to an earlier counterexample of this seed', counterexamplePath)
    .addOption(
      new Option('--budget <time>', 'time for generating').argParser(milliseconds).default(60_000, '60s'),
    )
    .option('--corpus <folder>', 'counterexamples to run first; new ones are kept there', corpusFolder)
    .option('--report <format=FILE>', `${FORMATS.join(', ')}; repeatable`, reportOption)
    .option('--baseline <file>', 'known failures, with reason, owner and last day', readBaseline)
    .option('--write-baseline <file>', 'writes what fails now as a baseline, to be given reasons')
    .action(async (url, options, command) => {
      const { only, path, baseline, writeBaseline, report = [] } = options;
      if (path !== undefined && only?.length !== 1) {
        command.error('error: --path goes with --only and one requirement');
      }
      if (writeBaseline !== undefined && baseline === undefined && existsSync(writeBaseline)) {
        command.error(`error: ${writeBaseline} exists: give it as --baseline too, or choose another name`);
      }
      const files = [
        ...report.map(({ file }) => file),
        ...(writeBaseline === undefined ? [] : [writeBaseline]),
      ];
      const complaints = files.map(whyNotWritable).filter((complaint) => complaint !== null);
      if (complaints.length > 0) {
        around.note(`${complaints.join('\n')}\n`);
        finish(EXIT.harness);
        return;
      }
      await withTarget(url, options, around, command, async (target, reached) => {
        finish(await judgeTarget(target, options, around, reached));
      });
    });
}
