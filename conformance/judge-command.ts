import { Command, Option } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { withTarget } from './chosen-target.ts';
import { judgeTarget } from './judge-target.ts';
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
import type { Finish, Surroundings } from './surroundings.ts';

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
    .action(async (url, options, command) =>
      withTarget(url, options, around, command, async (target, sameAgain) => {
        finish(await judgeTarget(target, options, around, sameAgain));
      }),
    );
}
