import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { discoverChecks } from './discover.ts';
import { EXIT } from './exit-code.ts';
import { listText } from './explain.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** The subcommand that lists requirements. */
export function listCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('list')
    .description('every requirement: keyword, level, and what judges it')
    .action(async () => {
      around.print(listText(await discoverChecks()));
      finish(EXIT.holds);
    });
}
