import { describe, expect, test } from 'vitest';
import { openConnector } from './connector.ts';
import type { Context } from './define.ts';
import { Violation } from './finding.ts';
import { judgeSequences } from './generated-calls.ts';
import { besideCalls } from './sabotage.ts';
import { soundStack } from './selftest/sound-connector.ts';

const context: Context = { seed: 7, runs: 200, floor: 50, spent: () => false };

async function connectorThat(activates: (tool: string, args: string) => boolean) {
  const { target, mischief } = await soundStack();
  const wire = { fetch: target.fetch, url: target.url, mischief };
  const fetch = besideCalls(wire, ({ tool, arguments: args }) => {
    if (activates(tool, JSON.stringify(args))) mischief.upstream('activate');
  });
  return openConnector({ ...target, fetch });
}

const noActivation = (connector: ReturnType<typeof openConnector>, changed: Partial<Context> = {}) =>
  judgeSequences(connector, { ...context, ...changed }, 'reads', ({ entries }) =>
    entries.some(({ effect }) => effect === 'activate') ? 'activated' : null,
  );

describe('judgeSequences', { timeout: 30_000 }, () => {
  test('shrinks a violation to the one call that causes it, with seed and path to find it again', async () => {
    const connector = await connectorThat(
      (tool, args) => tool.startsWith('optimove_list_') && args.includes('..'),
    );

    const violation = await noActivation(connector).catch((error: unknown) => error);

    expect(violation).toBeInstanceOf(Violation);
    expect(violation).toMatchObject({
      message: 'activated',
      evidence: {
        calls: [{ as: 'wide', request: expect.stringMatching(/^tools\/call optimove_list_/) }],
        path: expect.stringMatching(/^\d+(:\d+)*$/),
      },
    });
  });

  test('still shows a violation that does not come back', async () => {
    let first = true;
    const connector = await connectorThat((tool) => {
      const now = first && tool === 'optimove_get_tenant';
      first &&= !now;
      return now;
    });

    await expect(noActivation(connector)).rejects.toThrow('activated');
  });

  test('says how much it tried', async () => {
    const connector = await connectorThat(() => false);

    expect(await noActivation(connector)).toMatch(/^\d{3} calls in 200 generated sequences, \d{3} requests/);
  });

  test.each([{ runs: 20 }, { spent: () => true }])(
    'judges nothing from too few sequences: %o',
    async (changed) => {
      const connector = await connectorThat(() => false);

      await expect(noActivation(connector, changed)).rejects.toThrow(
        /only \d+ of at least 50 generated sequences ran/,
      );
    },
  );
});
