import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { SCALES } from '#fixtures/world-data.ts';
import { helpText } from './help.ts';

/** The options of the command line; ends the process, in one line, where they cannot be used. */
export function readCommandLine() {
  return new Command('npm run simulator --')
    .description(
      'Runs an Optimove tenant offline: tenant API, authorization server, console and control API.',
    )
    .addOption(new Option('--seed <number>', 'which demo world (default: 1)').argParser(wholeNumber))
    .addOption(new Option('--scale <name>', `size of megamart (default: ${SCALES[0]})`).choices(SCALES))
    .addOption(
      new Option('--clock <instant>', "where the world's clock starts: an ISO instant").argParser(instant),
    )
    .option(
      '--data <folder>',
      'keep data, grants, clock and journal here; without it they end with the process',
    )
    .option('--rotate-keys', 'seal the data folder with a new key, then start')
    .option(
      '--quirks',
      'let the public API show its documented oddities: names, empty bodies, shapes of errors',
    )
    .addOption(
      new Option(
        '--print-token <email>',
        'a token for trying the API: of the simulator that runs, or else of this one',
      ).conflicts('listTenants'),
    )
    .option('--list-tenants', 'print the tenants and their users, and end')
    .option('--json', 'print one line of JSON, and nothing else')
    .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll('\n', ' ')}\n`) })
    .addHelpText('after', helpText)
    .parse()
    .opts();
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Use a whole number.');
  return Number(text);
}

function instant(text: string): string {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString();
  } catch {
    throw new InvalidArgumentError('Use an ISO instant such as 2026-11-22T15:04:00Z.');
  }
}
