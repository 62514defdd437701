import { describe, expect, test } from 'vitest';
import { openConnector } from '../connector.ts';
import type { Connector } from '../connector.ts';
import type { Context } from '../define.ts';
import { Violation } from '../finding.ts';
import { besideCalls, rewriteTools } from '../sabotage/sabotage.ts';
import { soundStack } from '../selftest/sound-connector.ts';
import { judgeGenerated } from './judge-generated.ts';

const context: Context = { seed: 7, runs: 60, floor: 50, spent: () => false };

async function connectorThat(activates: (tool: string, args: string) => boolean): Promise<Connector> {
  const { target, mischief } = await soundStack();
  const wire = { fetch: target.fetch, url: target.url, mischief };
  const fetch = besideCalls(wire, ({ tool, arguments: args }) => {
    if (activates(tool, JSON.stringify(args))) mischief.upstream('activate');
  });
  return openConnector({ ...target, fetch });
}

const noActivation = async (connector: Connector, changed: Partial<Context> = {}) =>
  judgeGenerated(connector, { ...context, ...changed }, 'safety.no-activation');
const violationOf = async (judging: Promise<string>): Promise<Violation> => {
  const error = await judging.catch((thrown: unknown) => thrown);
  if (error instanceof Violation) return error;
  throw new Error(`no violation: ${String(error)}`);
};
const onPaths = (tool: string, args: string) => tool.startsWith('optimove_list_') && args.includes('..');

describe('judgeGenerated', { timeout: 60_000 }, () => {
  test('shrinks a violation to the one call that causes it, with a path to find it again', async () => {
    const { message, evidence } = await violationOf(noActivation(await connectorThat(onPaths)));

    expect(message).toContain('had the effect activate');
    expect(evidence.calls).toEqual([
      expect.objectContaining({ as: 'wide', request: expect.stringMatching(/^tools\/call optimove_list_/) }),
    ]);
    expect(evidence.path).toMatch(/^\d+(:\d+)*$/);
  });

  test('with the path goes straight to the same calls, and runs nothing else', async () => {
    const { evidence } = await violationOf(noActivation(await connectorThat(onPaths)));
    let sequences = 0;
    const again = await violationOf(
      noActivation(await connectorThat(onPaths), {
        path: evidence.path ?? '',
        floor: 1,
        sequenceRan: () => (sequences += 1),
      }),
    );

    expect(again.evidence.calls).toEqual(evidence.calls);
    expect(sequences).toBe(1);
  });

  test('still shows a violation that does not come back', async () => {
    let first = true;
    const connector = await connectorThat((tool) => {
      const now = first && tool === 'optimove_get_tenant';
      first &&= !now;
      return now;
    });

    await expect(noActivation(connector)).rejects.toThrow('activate');
  });

  test('says how much it tried', async () => {
    expect(await noActivation(await connectorThat(() => false))).toMatch(
      /^\d+ calls in 1\d\d generated sequences \(\d+ under faults\), \d+ got through, \d+ requests to the API, \d+ drafts; 5 kept counterexamples before$/,
    );
  });

  test('judges nothing by the witness of another connector', async () => {
    const [{ target }, other] = [await soundStack(), await soundStack()];
    const control = target.control?.origin;
    const fetch = async (request: Request) =>
      new URL(request.url).origin === control ? other.target.fetch(request) : target.fetch(request);

    await expect(noActivation(openConnector({ ...target, fetch }))).rejects.toThrow(
      'it is not behind this connector',
    );
  });

  test.each([{ runs: 20 }, { spent: () => true }])(
    'judges nothing from too few sequences: %o',
    async (changed) => {
      await expect(noActivation(await connectorThat(() => false), changed)).rejects.toThrow(
        /only \d+ of at least 50 generated sequences ran/,
      );
    },
  );

  test.each([
    { inputSchema: { type: 'object', not: {} }, named: 'its input schema: it uses "not"' },
    { inputSchema: { type: 'object', properties: {} }, named: 'got through of optimove_strange_tool' },
  ])(
    'names a tool of which nothing was seen, and judges the others: $named',
    async ({ inputSchema, named }) => {
      const { target, mischief } = await soundStack();
      const strange = { name: 'optimove_strange_tool', inputSchema };
      const fetch = rewriteTools({ ...target, mischief }, (tools) => [...tools, strange]);

      await expect(noActivation(openConnector({ ...target, fetch }))).rejects.toThrow(named);
    },
  );
});
