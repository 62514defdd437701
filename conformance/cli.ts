import { writeFileSync } from 'node:fs';
import { Command, Option } from '@commander-js/extra-typings';
import { openConnector } from './connector.ts';
import type { Target } from './connector.ts';
import type { Context } from './define.ts';
import { discoverChecks } from './discover.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { explainText, listMarkdown, listText } from './explain.ts';
import {
  connectorAddress,
  milliseconds,
  reportOption,
  requirementId,
  requirementIds,
  tokenOption,
  userOption,
  wholeNumber,
} from './options.ts';
import { startOurs } from './ours.ts';
import { junit } from './report/junit.ts';
import { reportOf } from './report/report.ts';
import { progress, verdictText } from './report/text.ts';
import { judge } from './run.ts';
import { proofs } from './self-test.ts';
import type { Fetch } from './wire.ts';

const FLOOR = 50;
const overTheNetwork: Fetch = async (request) => fetch(request);

const command = new Command('conformance')
  .description(
    'Judges an Optimove MCP connector. Without an address it starts and judges the one of this repository.',
  )
  .argument('[url]', 'address of the connector', connectorAddress)
  .option('--control <url>', 'control API of the simulator behind the connector', connectorAddress)
  .option(
    '--user <who=EMAIL:PASSWORD>',
    'wide, narrow or other-tenant; signs in by itself; repeatable',
    userOption,
  )
  .option(
    '--token <who=@FILE>',
    'the same with a token from a file or from env:NAME; repeatable',
    tokenOption(process.env),
  )
  .option('--only <ids>', 'these requirements alone, separated by commas', requirementIds)
  .option('--skip-slow', 'leave out what takes long')
  .option('--seed <number>', 'seed of everything generated', wholeNumber, 1)
  .option('--runs <number>', 'generated call sequences for each property', wholeNumber, 100)
  .addOption(
    new Option('--budget <time>', 'time for generating').argParser(milliseconds).default(60_000, '60s'),
  )
  .option('--report <format=FILE>', 'json or junit; repeatable', reportOption)
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/gu, ' ')}\n`) });

command.action(async (url, options) => {
  const began = performance.now();
  const checks = await discoverChecks();
  const ours = url === undefined ? await startOurs(process.env, overTheNetwork) : null;
  const stop = async () => ours?.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(EXIT.harness)));
  try {
    const target: Target = ours?.target ?? {
      url: url ?? new URL('http://localhost'),
      fetch: overTheNetwork,
      people: { ...options.token, ...options.user },
      ...(options.control !== undefined && { control: options.control }),
    };
    const connector = openConnector(target);
    const { seed, runs, budget, only, skipSlow = false, report: files = [] } = options;
    const context: Context = { seed, runs, floor: FLOOR, spent: () => performance.now() - began > budget };
    let area: string | null = null;
    const verdicts = await judge(
      connector,
      checks,
      context,
      { ...(only !== undefined && { only }), skipSlow },
      (verdict) => {
        process.stderr.write(progress(verdict, area));
        area = verdict.requirement.split('.')[0] ?? null;
      },
    );
    process.stderr.write('\n\n');

    const report = reportOf(verdicts, {
      connector: {
        url: target.url.href,
        ...(await connector.as('wide').then(
          ({ server }) => server,
          () => ({ name: '', version: '' }),
        )),
      },
      level: connector.witnessed ? 'L2' : 'L1',
      seed,
      target: ours === null ? sameTarget(target) : '',
    });
    for (const { format, file } of files) {
      writeFileSync(file, format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : junit(report));
    }
    console.log(verdictText(report, (performance.now() - began) / 1000));
    for (const { fault } of verdicts) if (fault !== undefined) console.error(fault);
    process.exitCode = exitCodeOf(verdicts);
  } finally {
    await stop();
  }
});

command
  .command('list')
  .description('every requirement: keyword, level, and what judges it')
  .option('--markdown', 'as a Markdown table')
  .action(async ({ markdown }) => {
    const checks = await discoverChecks();
    console.log(markdown === true ? listMarkdown(checks) : listText(checks));
  });

command
  .command('explain')
  .description('all about one requirement')
  .argument('<id>', 'the requirement', requirementId)
  .action(async (id) => console.log(explainText(id, await discoverChecks())));

command
  .command('self-test')
  .description('proves that every check accepts a sound connector and catches broken ones')
  .action(async () => {
    const context: Context = { seed: 1, runs: FLOOR, floor: FLOOR, spent: () => false };
    let broken = 0;
    let shown = 0;
    for await (const { requirement, subject, holds, message } of proofs(await discoverChecks(), context)) {
      shown += 1;
      if (!holds) broken += 1;
      console.log(`${holds ? 'ok    ' : 'BROKEN'} ${requirement}: ${subject}${holds ? '' : `: ${message}`}`);
    }
    console.log(`\n${shown - broken} of ${shown} proofs hold`);
    process.exitCode = broken === 0 ? EXIT.holds : EXIT.harness;
  });

try {
  await command.parseAsync();
} catch (error) {
  const usage = error instanceof Error && 'exitCode' in error && 'code' in error;
  if (!usage) console.error(error instanceof Error ? error.message : error);
  const shown = usage && (error.code === 'commander.helpDisplayed' || error.code === 'commander.help');
  process.exitCode = shown ? EXIT.holds : usage ? EXIT.usage : EXIT.harness;
}

/** The options that lead to the same connector, passwords and tokens left out. */
function sameTarget({ url, control, people }: Target): string {
  const users = Object.entries(people).map(([who, person]) =>
    'token' in person ? ` --token ${who}=@FILE` : ` --user ${who}=${person.email}:PASSWORD`,
  );
  return `${users.join('')}${control === undefined ? '' : ` --control ${control.href}`} ${url.href}`;
}
