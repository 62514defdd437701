import { Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from '../define.ts';
import { discoverChecks } from '../discover.ts';
import { EXIT } from './exit-code.ts';
import { FLOOR } from './judge-target.ts';
import { matrixText, proofMark } from '../report/matrix/text.ts';
import { MATRIX_FORMATS, writeMatrix } from '../report/matrix/write.ts';
import { prove } from '../selftest/matrix.ts';
import { totalsOf } from '../selftest/totals.ts';
import { fileOption } from './report-options.ts';
import type { Finish, Surroundings } from './surroundings.ts';

/** As many as it takes to find the saboteurs that hide best. */
const RUNS = 3 * FLOOR;

/** The subcommand that judges the checks. */
export function selfTestCommand({ note, print }: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('self-test')
    .description('proves that every check accepts a sound connector and catches broken ones')
    .option('--cross', 'ask every check about every saboteur, not its own alone', false)
    .option('--report <format=FILE>', 'json, html or markdown; repeatable', fileOption(MATRIX_FORMATS))
    .action(async ({ cross, report = [] }) => {
      const began = performance.now();
      const context: Context = { seed: 1, runs: RUNS, floor: FLOOR, spent: () => false };
      let last: string | null = null;
      const matrix = await prove(await discoverChecks(), context, cross, (progress) => {
        note(proofMark(progress, last));
        last = progress.area;
      });
      note('\n\n');
      await writeMatrix(matrix, report);
      print(matrixText(matrix, (performance.now() - began) / 1000));
      finish(totalsOf(matrix).broken.length === 0 ? EXIT.holds : EXIT.harness);
    });
}
