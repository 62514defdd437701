import { describe, expect, test } from 'vitest';
import { openConnector } from '../connector.ts';
import type { Context } from '../define.ts';
import { discoverChecks } from '../discover.ts';
import { requirement } from '../requirements.ts';
import { judgeOne } from '../run.ts';
import { sabotaged } from './sabotaged.ts';
import { soundStack } from './sound-connector.ts';

const context: Context = { seed: 1, runs: 60, floor: 50, spent: () => false };

for (const found of await discoverChecks()) {
  const { requirement: id, saboteurs } = found.check;

  describe(`${id} (${found.id})`, { timeout: 30_000 }, () => {
    test('accepts the sound connector', async () => {
      const { target } = await soundStack();

      const verdict = await judgeOne(openConnector(target), found, context);

      expect(verdict).toMatchObject({ status: 'pass' });
    });

    test.for(saboteurs)('rejects a connector that $breaks', async (saboteur) => {
      const target = await sabotaged(saboteur);

      const verdict = await judgeOne(openConnector(target), found, context);

      expect(verdict).toMatchObject({
        status: requirement(id).keyword === 'MUST' ? 'fail' : 'warn',
        message: expect.stringMatching(saboteur.caught),
      });
    });
  });
}
