import { ensureChromium } from '../chromium.ts';
import { countConformance, countPlaywright, countVitest } from './counts.ts';
import type { Part } from './part.ts';

const BIN = 'node_modules/.bin';

function vitest(name: string): Part {
  const file = `reports/${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    command: () => [`${BIN}/vitest`, 'run', '--project', name, ...reporters],
    report: { file, count: countVitest },
  };
}

/** The parts of `npm test` in their order; those in one row run at the same time. */
export const PARTS: readonly (readonly Part[])[] = [
  [{ name: 'format', command: () => [`${BIN}/oxfmt`, '--check'] }],
  [{ name: 'lint', command: () => [`${BIN}/oxlint`, '--type-aware'] }],
  [{ name: 'types', command: () => [`${BIN}/tsc`, '-p', '.'] }],
  [{ name: 'unused', command: () => [`${BIN}/knip`, '--treat-config-hints-as-errors'] }],
  [vitest('unit')],
  [
    vitest('clients'),
    {
      name: 'conformance',
      // A part of the generated sequences of `npm run conformance`.
      command: () => ['conformance/cli.ts', '--runs', '150', '--report', 'json=reports/conformance.json'],
      report: { file: 'reports/conformance.json', count: countConformance },
    },
  ],
  [
    {
      name: 'e2e',
      command: () => {
        // playwright.config.ts reads it.
        process.env['CHROMIUM_PATH'] = ensureChromium();
        return [`${BIN}/playwright`, 'test'];
      },
      report: { file: 'reports/e2e.json', count: countPlaywright },
    },
  ],
];
