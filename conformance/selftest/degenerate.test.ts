import { describe, expect, test } from 'vitest';
import { openConnector } from '../connector.ts';
import { discoverChecks } from '../discover.ts';
import { EXIT, exitCodeOf } from '../exit-code.ts';
import { judge } from '../run.ts';
import { rewriteMessages, rewriteResult, rewriteTools } from '../sabotage.ts';
import { messageIn } from '../wire.ts';
import type { Fetch } from '../wire.ts';
import { soundStack } from './sound-connector.ts';

type Wire = Parameters<typeof rewriteMessages>[0];

const DEGENERATE: Record<string, (wire: Wire) => Fetch> = {
  'lets everybody in as the first one who came': ({ fetch, url }) => {
    let first: string | null = null;
    return async (request) => {
      if (request.url.split('?')[0] !== url.href) return fetch(request);
      first ??= request.headers.get('authorization');
      if (first !== null) request.headers.set('authorization', first);
      return fetch(request);
    };
  },
  'refuses every message': (wire) =>
    rewriteMessages(wire, {
      answer: (_answer, { id }) => ({ jsonrpc: '2.0', id, error: { code: -32600, message: 'No.' } }),
    }),
  'refuses every call': (wire) =>
    rewriteResult({ ...wire, mischief }, () => ({ isError: true, content: [{ type: 'text', text: 'No.' }] })),
  'answers every call with what it was asked': (wire) =>
    rewriteResult({ ...wire, mischief }, (_result, call) => ({
      content: [{ type: 'text', text: JSON.stringify(call) }],
      structuredContent: { ...call },
    })),
  'offers no tools': (wire) => rewriteTools({ ...wire, mischief }, () => []),
  'is not there':
    ({ url }) =>
    async (request) =>
      Response.json({ ...messageIn(await request.text()), url: url.href }, { status: 503 }),
};
const none = () => {};
const mischief = { upstream: none, touch: none, outbound: none, write: none, rewrite: none };
const context = { seed: 1, runs: 50, floor: 50, spent: () => false };
const checks = await discoverChecks();

describe('the suite', { timeout: 60_000 }, () => {
  test('finds nothing wrong with the sound connector, and all of it tested', async () => {
    const { target } = await soundStack();

    const verdicts = await judge(openConnector(target), checks, context);

    expect(verdicts.filter(({ status, check }) => status !== 'pass' && check !== 'deferred')).toEqual([]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.holds);
  });

  test.for(Object.entries(DEGENERATE))('rejects a connector that %s', async ([, degenerate]) => {
    const { target } = await soundStack();

    const verdicts = await judge(openConnector({ ...target, fetch: degenerate(target) }), checks, context);

    expect(verdicts.filter(({ fault }) => fault !== undefined)).toEqual([]);
    expect(exitCodeOf(verdicts)).toBe(EXIT.violation);
  });

  test('calls a run without a witness incomplete, and what it could not see not tested', async () => {
    const { target } = await soundStack();
    const { control: _control, ...blind } = target;

    const verdicts = await judge(openConnector(blind), checks, context);

    expect(verdicts.find(({ requirement: id }) => id === 'safety.no-activation')).toMatchObject({
      status: 'not_tested',
      message: expect.stringContaining('--control'),
    });
    expect(exitCodeOf(verdicts)).toBe(EXIT.incomplete);
  });
});
