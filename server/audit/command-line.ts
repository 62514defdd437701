import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { AuditQuery } from './audit-reader.ts';

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;

/** What was asked for: calls as a table, one in full, or all as JSON Lines. */
export type Asked = { dataFolder: string | undefined; query: AuditQuery } & (
  | { what: 'table'; limit: number }
  | { what: 'call'; id: string }
  | { what: 'export'; output: string | undefined }
);

/** The options of `npm run audit`. `ask` is told of what they say; a mistake in them ends the program with one line. */
export function auditCommand(now: Date, ask: (asked: Asked) => void | Promise<void>): Command {
  const command = new Command('npm run audit --')
    .description(
      'Shows who called which tool of the connector, with what and to what end, in the last 30 days.',
    )
    .option('--data <folder>', 'the data folder of the connector (default: the variable OPTIMOVE_DATA)')
    .showHelpAfterError('Add --help for the options.')
    .addHelpText('after', EXAMPLES);

  filtered(command.command('list', { isDefault: true }))
    .description('a table of calls, the newest first')
    .addOption(new Option('--limit <number>', 'rows').argParser(wholeNumber).default(50))
    .action(({ limit, ...filters }) =>
      ask({ what: 'table', limit, query: queryOf(filters), dataFolder: command.opts().data }),
    );
  command
    .command('show')
    .description('one call in full, with parameters and result')
    .argument('<call>', 'its id; errors of the connector name it as well')
    .action((id) => ask({ what: 'call', id, query: { id }, dataFolder: command.opts().data }));
  filtered(command.command('export'))
    .description('all of these calls in full as JSON Lines, the newest first')
    .option('--output <file>', 'a new file, readable by you alone (default: standard output)')
    .action(({ output, ...filters }) =>
      ask({ what: 'export', output, query: queryOf(filters), dataFolder: command.opts().data }),
    );
  return command;

  function filtered<Args extends unknown[]>(subcommand: Command<Args>) {
    return subcommand
      .option('--user <id>', 'calls of one user')
      .option('--tenant <id>', 'calls about one tenant')
      .option('--tool <name>', 'calls of one tool')
      .option('--outcome <word>', 'ok, running, cancelled, bug, or the code of a failure such as not_found')
      .addOption(
        new Option('--since <when>', 'an age such as 90m, 24h or 7d, or an ISO instant').argParser(instant),
      );
  }

  function instant(text: string): Date {
    const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
    if (unit === 'm' || unit === 'h' || unit === 'd')
      return new Date(now.getTime() - Number(count) * MINUTES[unit] * 60_000);
    const date = new Date(text);
    if (Number.isNaN(date.getTime()))
      throw new InvalidArgumentError('Use an age such as 90m, 24h or 7d, or an instant such as 2026-11-22.');
    return date;
  }
}

const EXAMPLES = `
Filters of list and export: --user, --tenant, --tool, --outcome, --since; see list --help.

Examples:
  npm run audit -- --since 1h                       what happened in the last hour
  npm run audit -- --outcome bug                    calls that failed by a mistake of the connector
  npm run audit -- show 4bf92f3577b34da6a3ce929d0e0e4736
  npm run audit -- export --user u-12 --output u-12.jsonl

It reads audit.sqlite in the data folder, also while the connector runs, and changes nothing.`;

interface Filters {
  user?: string;
  tenant?: string;
  tool?: string;
  outcome?: string;
  since?: Date;
}

function queryOf({ user, tenant, tool, outcome, since }: Filters): AuditQuery {
  return { user_id: user, tenant_id: tenant, tool, outcome, since };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1.');
  return Number(text);
}
