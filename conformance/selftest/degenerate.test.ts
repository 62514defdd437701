import { describe, expect, test } from 'vitest';
import { openConnector } from '../connector.ts';
import { discoverChecks } from '../discover.ts';
import { EXIT, exitCodeOf } from '../commands/exit-code.ts';
import { requirement } from '../ledger/requirements.ts';
import { judge } from '../run.ts';
import { DEGENERATES } from './degenerates.ts';
import { proveDegenerate } from './proofs.ts';
import { soundStack } from './sound-connector.ts';

// The command self-test does the same with every check.
const context = { seed: 1, runs: 10, floor: 10, spent: () => false };
const all = await discoverChecks();
const checks = all.filter(
  ({ id, check }) =>
    check.slow !== true && check.drafts !== true && !id.startsWith('auth/authorization-server/'),
);

describe('the suite', { timeout: 60_000 }, () => {
  test('finds nothing wrong with the sound connector, and all of it tested', async () => {
    const { target } = await soundStack();

    const verdicts = await judge(openConnector(target), checks, context);

    expect(verdicts.filter(({ status, check }) => status !== 'pass' && check !== 'deferred')).toEqual([]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.holds);
  });

  test.for(Object.entries(DEGENERATES))('rejects a connector that %s', async ([breaks, degenerate]) => {
    const proof = await proveDegenerate(breaks, degenerate, checks, context);

    expect(proof).toMatchObject({ broken: null, rejected: expect.arrayContaining([expect.any(String)]) });
  });

  test('can judge all below L3 of a connector at an address, with a witness', async () => {
    const { target } = await soundStack();
    const { inside: _inside, ...atAddress } = target;
    const sockets = async () => ({ connector: (await openConnector(target).sockets()).connector });
    const connector = openConnector({ ...atAddress, sockets });
    const below = all.filter(
      ({ check }) => check.drafts !== true && requirement(check.requirement).level !== 'L3',
    );

    const verdicts = await judge(connector, below, context);

    expect(verdicts.filter(({ status, check }) => status !== 'pass' && check !== 'deferred')).toEqual([]);
  });

  test('calls a run without a witness incomplete, and what it could not see not tested', async () => {
    const { target } = await soundStack();
    const { control: _control, ...blind } = target;

    const witnessed = all.filter(({ check }) => check.requirement === 'safety.no-activation');
    const verdicts = await judge(openConnector(blind), [...checks, ...witnessed], context);

    expect(verdicts.find(({ requirement: id }) => id === 'safety.no-activation')).toMatchObject({
      status: 'not_tested',
      message: expect.stringContaining('--control'),
    });
    expect(exitCodeOf(verdicts)).toBe(EXIT.incomplete);
  });
});
