import { describe, expect, test } from 'vitest';
import { discoverChecks } from '../../discover.ts';
import type { Area } from '../../ledger/requirement.ts';
import { proveAcceptance, proveSaboteur } from '../proofs.ts';

const context = { seed: 1, runs: 120, floor: 50, spent: () => false };
const checks = await discoverChecks();

/** Proves every check of an area: on the sound connector and on each of its saboteurs. */
export function proveArea(area: Area): void {
  for (const found of checks.filter(({ check }) => check.requirement.startsWith(`${area}.`))) {
    describe(`${found.check.requirement} (${found.id})`, () => {
      test('accepts the sound connector', async () => {
        expect(await proveAcceptance(found, context)).toMatchObject({ broken: null });
      });

      test.for(found.check.saboteurs)('rejects a connector that $breaks', async (saboteur) => {
        expect(await proveSaboteur(found, saboteur, context, null)).toMatchObject({ broken: null });
      });
    });
  }
}
