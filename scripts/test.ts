import { styleText } from 'node:util';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { runPart, type Outcome, type Part } from './test/part.ts';
import { PARTS } from './test/parts.ts';

const NAMES = PARTS.flat().map(({ name }) => name);

const { only } = new Command('npm test --')
  .description('Runs every part, even after one has failed; the last line sums them up.')
  .option('--only <parts>', `only these, separated by commas: ${NAMES.join(', ')}`, partNames, NAMES)
  .allowExcessArguments(false)
  .parse()
  .opts();

const outcomes: Outcome[] = [];
for (const row of PARTS) {
  const running = row
    .filter(({ name }) => only.includes(name))
    .map((part) => ({ part, outcome: runPart(part) }));
  for (const { part, outcome } of running) {
    status(`  ${part.name} …`);
    outcomes.push(await outcome);
    status('');
    print(part, await outcome);
  }
}

const failed = sum('failed');
console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** On a terminal, one line says what is being waited for. */
function status(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}

function print({ name }: Part, { passed, failed: failures, skipped, seconds, output }: Outcome): void {
  const good = failures === 0;
  const mark = good ? styleText('green', '✓') : styleText('red', '✗');
  const counts = `${passed} passed, ${failures} failed, ${skipped} skipped`;
  const time = styleText('dim', `${seconds.toFixed(1)} s`);
  console.log(`${mark} ${styleText('bold', name.padEnd(12))} ${counts}  ${time}`);
  if (!good) console.log(`${output.trimEnd()}\n`);
}

function sum(key: 'passed' | 'failed' | 'skipped'): number {
  return outcomes.reduce((total, outcome) => total + outcome[key], 0);
}

function partNames(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown === undefined) return names;
  throw new InvalidArgumentError(`There is no part "${unknown}". Use some of: ${NAMES.join(', ')}.`);
}
