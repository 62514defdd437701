import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openConnector } from '../../connector.ts';
import { soundStack } from '../../selftest/sound-connector.ts';
import deadline from './deadline.check.ts';

test('no timer that somebody sets during the check is lost', { timeout: 60_000 }, async () => {
  const { target, mischief } = await soundStack();
  const timers: Promise<void>[] = [];
  mischief.outbound(async (request, send) => {
    timers.push(
      new Promise((resolve) => {
        setTimeout(() => setTimeout(resolve, 1), 0);
      }),
    );
    return send(request);
  });

  await deadline.run(openConnector(target), { seed: 1, runs: 1, floor: 1, spent: () => false });

  const ended = Promise.all(timers).then(() => true);
  expect(await Promise.race([ended, delay(1000, false)])).toBe(true);
});
