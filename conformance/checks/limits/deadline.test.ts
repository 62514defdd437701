import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openConnector } from '../../connector.ts';
import { soundStack } from '../../selftest/sound-connector.ts';
import check from './deadline.check.ts';

const work = promisify(pbkdf2);

test('a call that works on another thread after it has waited is not taken for one that runs on', async () => {
  const { target, mischief } = await soundStack({});
  mischief.outbound(async (request, send) => {
    if (!(await request.clone().text()).includes('optimove_get_segment"')) return send(request);
    try {
      return await send(request);
    } catch (error) {
      await work('password', 'salt', 20_000, 32, 'sha256');
      throw error;
    }
  });

  await expect(
    check.run(openConnector(target), { seed: 1, runs: 1, floor: 1, spent: () => false }),
  ).resolves.toMatch(/each call at an end/);
});
