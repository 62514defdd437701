import { CommanderError } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { compareCommand } from './compare-command.ts';
import { EXIT } from './exit-code.ts';
import { explainCommand } from './explain-command.ts';
import { judgeCommand } from './judge-command.ts';
import { listCommand } from './list-command.ts';
import { replayCommand } from './replay-command.ts';
import { selfTestCommand } from './self-test-command.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs the conformance command; returns its exit code. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  let code: number = EXIT.harness;
  const finish = (reached: number) => (code = reached);
  // Options after a command are the command's own.
  const command = withManners(judgeCommand(around, finish), around).enablePositionalOptions();
  for (const make of [listCommand, explainCommand, replayCommand, compareCommand, selfTestCommand]) {
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

/** What the parser would repeat of an option that holds a secret. */
const SECRET = /^(error: option '--(?:user|token) .*?') argument '.*' is invalid\./su;

/** Complaints of the parser take one line, the suggestion included, and hold no secret. */
function withManners(command: CommandUnknownOpts, { print, note }: Surroundings): CommandUnknownOpts {
  return command
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: note,
      outputError: (text, write) =>
        write(
          `${text
            .replace(SECRET, '$1 is invalid.')
            .trim()
            .replaceAll(/\s*\n\s*/gu, ' ')}\n`,
        ),
    });
}
