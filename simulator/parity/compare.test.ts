import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../app.ts';
import { readDocument } from '../open-api/testing/read-document.ts';
import { compareTargets } from './compare.ts';
import { reportOf } from './report.ts';
import type { Target } from './target.ts';

const CLOCK = '2026-06-15T12:00:00Z';
const TODAY = new Date(CLOCK);
const SECRET = 'Maltese falcon';

async function targetOf(options: SimulatorOptions): Promise<Target> {
  const simulator = await createSimulator({ clock: CLOCK, ...options });
  return simulatorTarget(simulator, await simulator.tokenFor('admin@lumenplay.example'));
}

function simulatorTarget({ origin, fetch }: Simulator, token: string): Target {
  return {
    base: origin,
    credentials: { bearer: ['authorization', `Bearer ${token}`] },
    fetch,
    pause: 0,
  };
}

const own = await targetOf({});
const document = await readDocument({ fetch: (path) => own.fetch(path) });

type Json = Record<string, unknown>;

/** A tenant whose answers are changed on their way. */
function changed(
  target: Target,
  path: RegExp,
  change: (body: Json) => unknown,
  status?: number,
): Target & { asked: Request[] } {
  const asked: Request[] = [];
  return {
    ...target,
    asked,
    async fetch(input, init) {
      const request = new Request(input, init);
      asked.push(request);
      const answer = await target.fetch(request);
      if (!path.test(new URL(request.url).pathname)) return answer;
      const body: Json = JSON.parse(await answer.text());
      const text = change(body);
      return new Response(typeof text === 'string' ? text : JSON.stringify(text), {
        status: status ?? answer.status,
      });
    },
  };
}

const LIST = /\/lumenplay\/campaigns$/;
const inItems = (change: (item: Json) => Json) => (body: Json) => ({
  ...body,
  items: Array.isArray(body['items']) ? body['items'].map(change) : [],
});

describe('compareTargets', () => {
  test('finds no difference between two simulators, whatever their seeds and roles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (seed) => {
        const parity = await compareTargets(await targetOf({ seed }), own, document, TODAY);

        expect(parity.differences).toEqual([]);
        expect(parity.compared.length).toBeGreaterThan(30);
      }),
      { numRuns: 4 },
    );
  });

  test.each([
    [
      'a key that is missing',
      inItems(({ name: _name, ...item }) => item),
      { kind: 'missing key', at: 'items[].name' },
    ],
    [
      'a key that is unknown',
      inItems((item) => ({ ...item, owner: SECRET })),
      { kind: 'unknown key', at: 'items[].owner', found: 'string' },
    ],
    [
      'a key that may be data',
      inItems((item) => ({ ...item, [SECRET]: 1 })),
      { kind: 'unknown key', at: 'items[].(a key)', found: 'integer' },
    ],
    [
      'another type',
      inItems((item) => ({ ...item, id: 12 })),
      { kind: 'type', at: 'items[].id', expected: 'string', found: 'integer' },
    ],
    [
      'null where none may be',
      inItems((item) => ({ ...item, channels: null })),
      { kind: 'type', at: 'items[].channels', expected: 'array', found: 'null' },
    ],
    [
      'one thing in the place of a list',
      ({ items: _items, ...body }: Json) => ({ ...body, items: { name: SECRET } }),
      { kind: 'type', at: 'items', expected: 'array', found: 'object' },
    ],
    [
      'a word that is not in the vocabulary',
      inItems((item) => ({ ...item, status: SECRET })),
      { kind: 'unknown word', at: 'items[].status', found: 'another word' },
    ],
    [
      'a date of another form',
      inItems((item) => ({ ...item, created_at: SECRET })),
      { kind: 'form', at: 'items[].created_at', expected: 'date-time' },
    ],
    [
      'an answer that is no JSON',
      () => `<p>${SECRET}</p>`,
      { kind: 'type', at: '', found: 'something else' },
    ],
  ])('finds %s, and tells no value', async (_, change, difference) => {
    const parity = await compareTargets(
      changed(await targetOf({ seed: 2 }), LIST, change),
      own,
      document,
      TODAY,
    );

    expect(parity.differences).toEqual(expect.arrayContaining([expect.objectContaining(difference)]));
    expect(new Set(parity.differences.map(({ operation }) => operation))).toEqual(
      new Set(['list-campaigns']),
    );
    expect(JSON.stringify(parity) + reportOf(parity, own.base)).not.toContain(SECRET);
  });

  test('finds another status', async () => {
    const real = changed(await targetOf({}), /\/platform\/status$/, (body) => body, 503);
    const parity = await compareTargets(real, own, document, TODAY);

    expect(parity.differences).toMatchObject([
      { operation: 'get-platform-status', kind: 'status', expected: '200', found: '503' },
    ]);
  });

  test('counts what the credential may not see, or what is empty there, as not compared', async () => {
    const refused = changed(await targetOf({}), /\/platform\/status$/, (body) => body, 403);
    const empty = changed(refused, LIST, () => '');
    const { compared, differences, not_compared } = await compareTargets(empty, own, document, TODAY);

    expect(differences).toEqual([]);
    expect(not_compared).toEqual(
      expect.arrayContaining([
        { operation: 'get-platform-status', why: 'the credential may not ask for it there (403)' },
        { operation: 'list-campaigns', why: 'there is nothing of it there' },
      ]),
    );
    expect(compared).not.toContain('get-platform-status');
    expect(compared).not.toContain('list-campaigns');
  });

  test('counts what is refused for its rate, however long one waits, as not compared', async () => {
    const simulator = await createSimulator({ clock: CLOCK });
    const token = await simulator.tokenFor('admin@lumenplay.example');
    const rules = [{ match: { endpoint: 'list-campaigns' }, effect: { status: 429, retryAfter: 1 } }];
    await simulator.control.fetch('/faults', { method: 'PUT', body: JSON.stringify(rules) });
    const busy = simulatorTarget(simulator, token);
    const { differences, not_compared } = await compareTargets(busy, own, document, TODAY);

    expect(differences).toEqual([]);
    expect(not_compared).toContainEqual({
      operation: 'list-campaigns',
      why: 'it answers 429 there, however long one waits',
    });
  });

  test('asks for a few customers alone, and for one of them', async () => {
    const apiKey = ['x-api-key', 'demo-lumenplay-admin'] as const;
    const mine = { ...own, credentials: { apiKey } };
    const real = changed({ ...(await targetOf({ seed: 2 })), credentials: { apiKey } }, /^$/, (body) => body);
    const { compared, differences } = await compareTargets(real, mine, document, TODAY);

    const paged = real.asked
      .map(({ url }) => new URL(url))
      .filter(({ searchParams }) => searchParams.has('$top'));
    expect(paged.length).toBeGreaterThan(10);
    expect(new Set(paged.map(({ searchParams }) => searchParams.get('$top')))).toEqual(new Set(['3']));
    expect(compared).toContain('get-customer-attributes');
    expect(differences).toEqual([]);
  });

  test('ends in one line, without what was read, where an answer breaks off', async () => {
    const real: Target = {
      ...(await targetOf({})),
      fetch: async () =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(`{"name":"${SECRET}`));
              controller.error(new TypeError(`terminated after ${SECRET}`));
            },
          }),
        ),
    };

    await expect(compareTargets(real, own, document, TODAY)).rejects.toThrow(
      /^http:\/\/localhost:4320 cannot be reached \(TypeError\)\.$/,
    );
  });

  test('reads and nothing else, and sends the credential to no other host', async () => {
    const real = changed(await targetOf({}), /^$/, (body) => body);
    await compareTargets(real, own, document, TODAY);

    expect(real.asked.length).toBeGreaterThan(40);
    expect(new Set(real.asked.map(({ method, redirect }) => `${method} ${redirect}`))).toEqual(
      new Set(['GET manual']),
    );
    expect(new Set(real.asked.map(({ url }) => new URL(url).origin))).toEqual(new Set([real.base]));
  });

  test('waits and asks again where it asks too often', async () => {
    const simulator = await createSimulator({ clock: CLOCK, rateLimit: { calls: 40, seconds: 1 } });
    const token = await simulator.tokenFor('admin@lumenplay.example');
    const real = {
      ...own,
      fetch: simulator.fetch,
      credentials: { bearer: ['authorization', `Bearer ${token}`] as const },
    };

    expect((await compareTargets(real, own, document, TODAY)).differences).toEqual([]);
  });

  test('says what it could not compare', async () => {
    const { not_compared } = await compareTargets(await targetOf({}), own, document, TODAY);

    expect(not_compared.map(({ operation }) => operation)).toContain('get-analytics-job');
  });

  test('ends in one line where a credential is not accepted', async () => {
    const real = {
      ...(await targetOf({})),
      credentials: { bearer: ['authorization', `Bearer ${SECRET}`] as const },
    };

    await expect(compareTargets(real, own, document, TODAY)).rejects.toThrow(/^[^\n]*does not accept[^\n]*$/);
  });
});
