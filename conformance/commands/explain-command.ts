import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { discoverChecks } from '../discover.ts';
import { EXIT } from './exit-code.ts';
import { explainText } from './explain.ts';
import { requirementId } from './options.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** The subcommand that explains one requirement. */
export function explainCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('explain')
    .description('all about one requirement')
    .argument('<id>', 'the requirement', requirementId)
    .action(async (id) => {
      around.print(explainText(id, await discoverChecks()));
      finish(EXIT.holds);
    });
}
