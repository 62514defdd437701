import { describe, expect, test } from 'vitest';
import type { Check, Saboteur } from '../define.ts';
import { Violation } from '../finding.ts';
import { rewriteTools } from '../sabotage/sabotage.ts';
import { proveAcceptance, proveDegenerate, proveSaboteur } from './proofs.ts';

const context = { seed: 1, runs: 50, floor: 50, spent: () => false };
const toolless: Saboteur = {
  breaks: 'offers no tools',
  caught: /no tools/u,
  sabotage: (wire) => rewriteTools(wire, () => []),
};

/** A check of its own catalog requirement that runs this. */
function checking(run: Check['run']) {
  return {
    id: 'catalog/title',
    check: { requirement: 'catalog.title', run, saboteurs: [toolless] } as const,
  };
}
const counting = checking(async (connector) => {
  const tools = await (await connector.as('wide')).manifest();
  if (tools.length === 0) throw new Violation('there are no tools');
  return `${tools.length} tools`;
});
const credulous = checking(
  async (connector) => `${(await (await connector.as('wide')).manifest()).length} tools`,
);
const harsh = checking(async (connector) => {
  await (await connector.as('wide')).manifest();
  throw new Violation('it is Monday');
});

describe('a proof', () => {
  test('holds when the saboteur acted and was caught for the reason that it names', async () => {
    expect(await proveSaboteur(counting, toolless, context, null)).toMatchObject({
      broken: null,
      seen: 'there are no tools',
      acts: 1,
      noticed: null,
    });
  });

  test('is broken when the check does not notice', async () => {
    expect(await proveSaboteur(credulous, toolless, context, null)).toMatchObject({
      broken: 'it got pass, not fail: 0 tools',
    });
  });

  test('is broken when the check fails for another reason', async () => {
    expect(await proveSaboteur(harsh, toolless, context, null)).toMatchObject({
      broken: 'it was caught for another reason than /no tools/u: it is Monday',
    });
  });

  test('is broken when the saboteur never acted, whatever the check says', async () => {
    const idle: Saboteur = { ...toolless, caught: /Monday/u, sabotage: ({ fetch }) => fetch };

    expect(await proveSaboteur(harsh, idle, context, null)).toMatchObject({
      broken: expect.stringMatching(/never acted/),
      acts: 0,
    });
  });

  test('is broken when the check refuses the sound connector', async () => {
    expect(await proveAcceptance(counting, context)).toMatchObject({ broken: null });
    expect(await proveAcceptance(harsh, context)).toMatchObject({
      broken: 'the sound connector got fail: it is Monday',
    });
  });

  test('names the other checks that notice the saboteur', async () => {
    const other = { id: 'catalog/size', check: { ...harsh.check, requirement: 'catalog.size' } as const };

    expect(await proveSaboteur(counting, toolless, context, [other, credulous])).toMatchObject({
      noticed: ['catalog.size'],
    });
  });

  test('of a degenerate connector is broken when the suite lets it pass', async () => {
    expect(await proveDegenerate('is sound', ({ fetch }) => fetch, [counting], context)).toMatchObject({
      rejected: [],
      broken: 'the suite ended with exit code 0, not 1',
    });
  });
});
