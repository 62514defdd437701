import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { World } from '../../ports.ts';
import { createJournal } from '../../tenant/journal.ts';
import { createWorldState } from '../../tenant/state.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { createTinyWorld } from '../../testing/tiny-world.ts';

const simulator = await createTinySimulator();
const { journal } = simulator.world;

const differenceSchema = z.object({ field: z.string(), expected: z.json(), found: z.json() });
const answerSchema = z.object({
  verified: z.boolean(),
  expectations: z.array(z.object({ found: z.int(), entries: z.array(z.int()) })),
  failures: z.array(
    z.object({
      expectation: z.int(),
      message: z.string(),
      nearest: z
        .array(z.object({ entry: z.looseObject({ seq: z.int() }), differs: z.array(differenceSchema) }))
        .optional(),
    }),
  ),
});

async function post(input: unknown, to = simulator) {
  const init = { method: 'POST', body: JSON.stringify(input) };
  const response = await to.control.fetch(new Request('http://127.0.0.1:4321/verify', init));
  return { status: response.status, body: z.record(z.string(), z.json()).parse(await response.json()) };
}
async function verify(input: unknown) {
  const { status, body } = await post(input);
  return { status, ...answerSchema.parse(body) };
}

type Given = Parameters<World['journal']['append']>[0];
const entry = fc.record<Given>({
  via: fc.constantFrom('api', 'console'),
  endpoint: fc.constantFrom('list-campaigns', 'get-campaign'),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/api/v1/me', '/api/v1/tenants/one'),
  effect: fc.constantFrom('read', 'activate'),
  tenant_id: fc.constantFrom('one', 'two'),
  user_id: fc.constantFrom('ann', 'bob'),
  client_id: fc.constantFrom('c1', 'c2'),
  scopes: fc.constant([]),
  status: fc.constantFrom(200, 404),
  mcp_request_id: fc.constantFrom('r1', 'r2'),
  entity: fc.record({ type: fc.constantFrom('campaign', 'stream'), id: fc.constantFrom('1', '2') }),
});
const entries = fc.array(entry, { minLength: 1, maxLength: 12 });

/** All that can be asked of an entry. */
function matchOf(one: Given) {
  return {
    via: one.via,
    endpoint: one.endpoint,
    method: one.method,
    path: one.path,
    effect: one.effect,
    tenant: one.tenant_id ?? '',
    user: one.user_id ?? '',
    client: one.client_id ?? '',
    status: one.status,
    request_id: one.mcp_request_id ?? '',
    entity: `${one.entity?.type}/${one.entity?.id}`,
  };
}
type Match = ReturnType<typeof matchOf>;
const OTHERWISE: Match = {
  via: 'clock',
  endpoint: 'get-me',
  method: 'PUT',
  path: '/api/v1/elsewhere',
  effect: 'delete',
  tenant: 'two',
  user: 'eve',
  client: 'nobody',
  status: 500,
  request_id: 'r9',
  entity: 'stream/9',
};
const FIELDS = Object.keys(OTHERWISE).filter((field): field is keyof Match => field in OTHERWISE);

/** Writes entries and gives the number before the first of them. */
function write(given: readonly Given[]): number {
  const { next } = journal.read({});
  for (const one of given) journal.append(one);
  return next;
}

describe('POST /verify', () => {
  test('for any journal, finds every entry by all that it is, as often as it is there', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.subarray(FIELDS), async (given, fields) => {
        const since = write(given);
        const asked = (one: Given) => {
          const match = matchOf(one);
          return Object.fromEntries(fields.map((field) => [field, match[field]]));
        };
        const expected = given.map((one) => {
          const alike = given.filter((other) => JSON.stringify(asked(other)) === JSON.stringify(asked(one)));
          return { match: asked(one), count: alike.length };
        });
        expect(await verify({ since, expect: expected })).toMatchObject({
          status: 200,
          verified: true,
          failures: [],
        });
      }),
    );
  });

  test('for any journal, finds its entries in their order, others in between or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries.chain((given) => fc.tuple(fc.constant(given), fc.subarray(given))),
        async ([given, some]) => {
          const since = write(given);
          const expected = (some.length === 0 ? given : some).map((one) => ({ match: matchOf(one) }));

          expect(await verify({ since, order: true, expect: expected })).toMatchObject({ verified: true });
        },
      ),
    );
  });

  test('for any entry and field, names the one field in which it differs from what was expected', async () => {
    await fc.assert(
      fc.asyncProperty(entry, fc.constantFrom(...FIELDS), async (one, field) => {
        const since = write([{ ...one, tenant_id: 'one' }]);
        const right = { ...matchOf(one), tenant: 'one' };
        const { status, verified, failures } = await verify({
          since,
          expect: [{ match: { ...right, [field]: OTHERWISE[field] } }],
        });

        expect([status, verified]).toEqual([422, false]);
        expect(failures[0]?.nearest?.[0]).toMatchObject({
          entry: { seq: since + 1 },
          differs: [
            {
              field,
              expected: OTHERWISE[field],
              found: field === 'user' ? `${right.user}@tiny.example` : right[field],
            },
          ],
        });
        expect(failures[0]?.nearest?.[0]?.differs.length).toBe(1);
      }),
    );
  });

  test('says what was found too often or too rarely, and lists what was found', async () => {
    const { next: since } = journal.read({});
    for (const user of ['ann', 'bob', 'ann']) await getAs(simulator, user, '/me');
    const reads = { match: { effect: 'read' } };

    expect(await verify({ since, expect: [reads] })).toMatchObject({
      verified: true,
      expectations: [{ found: 3, entries: [since + 1, since + 2, since + 3] }],
    });
    const extents: [unknown, string][] = [
      [2, 'exactly 2'],
      [0, 'exactly 0'],
      [{ min: 4 }, 'at least 4'],
      [{ max: 2 }, 'at most 2'],
      [{ min: 1, max: 2 }, 'between 1 and 2'],
    ];
    for (const [count, words] of extents) {
      const { failures } = await verify({ since, expect: [{ ...reads, count }] });
      expect(failures.map(({ message }) => message)).toEqual([`expect[0]: found 3, expected ${words}.`]);
    }
  });

  test('says which one does not come behind those before it', async () => {
    const { next: since } = journal.read({});
    await getAs(simulator, 'ann', '/me');
    await getAs(simulator, 'bob', '/me');
    const [ann, bob] = [{ match: { user: 'ann' } }, { match: { user: 'bob' } }];

    expect(await verify({ since, order: true, expect: [ann, bob] })).toMatchObject({
      verified: true,
    });
    const { status, failures } = await verify({ since, order: true, expect: [bob, ann] });
    expect(status).toBe(422);
    expect(failures).toMatchObject([
      { expectation: 1, message: expect.stringContaining(`ends at entry ${since + 2}`) },
    ]);
  });

  test.each<[object, string, string]>([
    [{}, 'expect', 'expect is missing'],
    [{ expect: [] }, 'expect', 'at least 1 item'],
    [{ expect: [{ match: { colour: 'red' } }] }, 'expect[0].match.colour', 'Unknown field'],
    [
      { expect: [{ match: { endpoint: 'get-campain' } }] },
      'expect[0].match.endpoint',
      'Did you mean get-campaign?',
    ],
    [
      { expect: [{ match: { via: 'public', endpoint: 'get-vip-tier' } }] },
      'expect[0].match.endpoint',
      'no such endpoint',
    ],
    [{ expect: [{ match: { user: 'zed' } }] }, 'expect[0].match.user', 'no such user'],
    [{ expect: [{ match: { tenant: 'on' } }] }, 'expect[0].match.tenant', 'Did you mean one?'],
    [{ expect: [{ match: { status: '200' } }] }, 'expect[0].match.status', 'must be a number'],
    [{ expect: [{ match: {}, count: { min: 2, max: 1 } }] }, 'expect[0].count', 'min'],
    [{ expect: [{ match: {} }], since: -1 }, 'since', 'at least 0'],
  ])('refuses %j', async (input, field, message) => {
    expect(await post(input)).toMatchObject({
      status: 400,
      body: { error: { field, message: expect.stringContaining(message) } },
    });
  });

  test('fails loudly where the journal has dropped entries that it would have to look at', async () => {
    const world = createTinyWorld();
    const short = createJournal(createWorldState(), world.clock, 3);
    const forgetful = await createTinySimulator({}, { ...world, journal: short });
    for (let call = 0; call < 5; call += 1) await getAs(forgetful, 'ann', '/me');
    const never = [{ match: { effect: 'activate' }, count: 0 }];

    expect(await post({ expect: never }, forgetful)).toMatchObject({
      status: 409,
      body: { error: { field: 'since', evicted: 2, since_at_least: 2 } },
    });
    expect(await post({ expect: never, since: 2 }, forgetful)).toMatchObject({ status: 200 });

    short.clear();
    expect(await post({ expect: never }, forgetful)).toMatchObject({ status: 200 });
  });

  test('fails loudly where the number to look behind is one that the journal has not come to', async () => {
    const { next } = journal.read({});
    const never = [{ match: { effect: 'activate' }, count: 0 }];

    expect((await post({ expect: never, since: next })).status).toBe(200);
    expect(await post({ expect: never, since: next + 1 })).toMatchObject({
      status: 409,
      body: { error: { field: 'since', newest: next } },
    });
  });
});
