import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from './define.ts';
import { discoverChecks } from './discover.ts';
import { EXIT } from './exit-code.ts';
import { FLOOR } from './judge-target.ts';
import { proofs } from './self-test.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** The subcommand that judges the checks. */
export function selfTestCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('self-test')
    .description('proves that every check accepts a sound connector and catches broken ones')
    .action(async () => {
      const context: Context = { seed: 1, runs: FLOOR, floor: FLOOR, spent: () => false };
      let [shown, broken] = [0, 0];
      for await (const { requirement, subject, holds, message } of proofs(await discoverChecks(), context)) {
        shown += 1;
        if (!holds) broken += 1;
        around.print(
          `${holds ? 'ok    ' : 'BROKEN'} ${requirement}: ${subject}${holds ? '' : `: ${message}`}`,
        );
      }
      around.print(`\n${shown - broken} of ${shown} proofs hold`);
      finish(broken === 0 ? EXIT.holds : EXIT.harness);
    });
}
