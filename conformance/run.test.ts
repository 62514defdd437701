import { describe, expect, test } from 'vitest';
import { openConnector } from './connector.ts';
import type { Check, Context } from './define.ts';
import { EXIT, exitCodeOf } from './commands/exit-code.ts';
import { NotApplicable, NotTestable, Violation } from './finding.ts';
import { judge } from './run.ts';
import { soundStack } from './selftest/sound-connector.ts';

const context: Context = { seed: 1, runs: 1, floor: 1, spent: () => false };
const saboteurs: Check['saboteurs'] = [{ breaks: 'it', caught: /it/, sabotage: ({ fetch }) => fetch }];

async function judged(checks: Partial<Check>[], selection = {}, more: Partial<Context> = {}) {
  const { target } = await soundStack();
  const found = checks.map((check, index) => ({
    id: `check-${index}`,
    check: { requirement: 'catalog.title', run: async () => 'fine', saboteurs, ...check } satisfies Check,
  }));
  return judge(
    openConnector(target),
    found,
    { ...context, ...more },
    {
      only: ['catalog.title', 'catalog.size'],
      ...selection,
    },
  );
}

async function breaking(): Promise<string> {
  throw new Violation('broken', { calls: [{ request: 'GET /', answer: '' }] });
}

describe('judge', () => {
  test('passes what holds', async () => {
    const verdicts = await judged([{}]);

    expect(verdicts).toMatchObject([
      { requirement: 'catalog.title', check: 'check-0', status: 'pass', message: 'fine' },
    ]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.holds);
  });

  test('fails a violated MUST and warns about a violated SHOULD', async () => {
    const verdicts = await judged([{ run: breaking }, { requirement: 'catalog.size', run: breaking }]);

    expect(verdicts).toMatchObject([
      { status: 'fail', severity: 'MUST', evidence: { calls: [{ request: 'GET /' }] } },
      { status: 'warn', severity: 'SHOULD' },
    ]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.violation);
    expect(exitCodeOf(verdicts.slice(1))).toBe(EXIT.holds);
  });

  test('stops at a check that does not end, since what it left behind would meet the next', async () => {
    const forever = new Promise<never>(() => {});

    const verdicts = await judged([{}, { run: async () => forever }, {}], {}, { longest: 20 });

    expect(verdicts).toMatchObject([
      { status: 'pass' },
      { status: 'not_tested', message: expect.stringMatching(/^it had not ended after 0\.02 seconds/u) },
      { status: 'not_tested', message: 'the run stopped at check-1, which did not end' },
    ]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.incomplete);
  });

  test('never passes what it could not test', async () => {
    const verdicts = await judged([
      {
        run: async () => {
          throw new NotTestable('no tools');
        },
      },
    ]);

    expect(verdicts).toMatchObject([{ status: 'not_tested', message: 'no tools' }]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.incomplete);
  });

  test('reports what is about absent tools as not tested, in a complete run', async () => {
    const verdicts = await judged([
      {},
      {
        run: async () => {
          throw new NotApplicable('no builders');
        },
      },
    ]);

    expect(verdicts[1]).toMatchObject({ status: 'not_tested', message: 'does not apply: no builders' });
    expect(exitCodeOf(verdicts)).toBe(EXIT.holds);
  });

  test('tells a fault of its own from one of the connector', async () => {
    const verdicts = await judged([
      {
        run: async () => {
          throw new TypeError('x is not a function');
        },
      },
    ]);

    expect(verdicts).toMatchObject([
      { status: 'not_tested', message: expect.stringContaining('suite itself failed') },
    ]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.harness);
  });

  test('leaves out what is slow when told to, and says so', async () => {
    const verdicts = await judged([{ slow: true }], { skipSlow: true });

    expect(verdicts).toMatchObject([{ status: 'not_tested', message: 'left out by --skip-slow' }]);
  });

  test('reports what is deferred without counting it as incomplete', async () => {
    const verdicts = await judged([{}], { only: ['catalog.title', 'privacy.region'] });

    expect(verdicts[1]).toMatchObject({
      check: 'deferred',
      status: 'not_tested',
      message: expect.stringMatching(/^deferred: needs/),
    });
    expect(exitCodeOf(verdicts)).toBe(EXIT.holds);
  });

  test('does not call a run that judged nothing a success', async () => {
    expect(exitCodeOf(await judged([], { only: ['privacy.region'] }))).toBe(EXIT.incomplete);
  });
});
