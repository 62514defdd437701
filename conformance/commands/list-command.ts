import { Command, Option } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT } from './exit-code.ts';
import { listText } from './list.ts';
import { areaOf, AREAS, LEVELS } from '../ledger/requirement.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** The subcommand that lists requirements. */
export function listCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('list')
    .description('every requirement: keyword, level, and what it asks for')
    .addOption(new Option('--level <level>', 'those that need this level').choices(LEVELS))
    .addOption(new Option('--area <area>', 'those of one area').choices(AREAS))
    .action(({ level, area }) => {
      const rows = REQUIREMENTS.filter(
        (row) => (level === undefined || row.level === level) && (area === undefined || areaOf(row) === area),
      );
      around.print(listText(rows));
      finish(EXIT.holds);
    });
}
