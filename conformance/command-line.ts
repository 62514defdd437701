import { Command, CommanderError } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Context } from './define.ts';
import { discoverChecks } from './discover.ts';
import { EXIT } from './exit-code.ts';
import { explainText, listText } from './explain.ts';
import { FLOOR, judgeCommand } from './judge-command.ts';
import type { Finish, Surroundings } from './judge-command.ts';
import { requirementId } from './options.ts';
import { proofs } from './self-test.ts';

/** Runs the conformance command; returns its exit code. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  let code: number = EXIT.harness;
  const finish = (reached: number) => (code = reached);
  const command = withManners(judgeCommand(around, finish), around);
  for (const make of [listCommand, explainCommand, selfTestCommand]) {
    command.addCommand(withManners(make(around, finish), around));
  }
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.holds : EXIT.usage;
    around.note(`${error instanceof Error ? error.message : 'The suite failed.'}\n`);
  }
  return code;
}

/** Complaints of the parser take one line, the suggestion included. */
function withManners(command: CommandUnknownOpts, { print, note }: Surroundings): CommandUnknownOpts {
  return command
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: note,
      outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/gu, ' ')}\n`),
    });
}

function listCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('list')
    .description('every requirement: keyword, level, and what judges it')
    .action(async () => {
      around.print(listText(await discoverChecks()));
      finish(EXIT.holds);
    });
}

function explainCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
  return new Command('explain')
    .description('all about one requirement')
    .argument('<id>', 'the requirement', requirementId)
    .action(async (id) => {
      around.print(explainText(id, await discoverChecks()));
      finish(EXIT.holds);
    });
}

function selfTestCommand(around: Surroundings, finish: Finish): CommandUnknownOpts {
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
