import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { InhabitedWorld, startSimulator } from '../worlds/testing/inhabited-world.ts';
import { stateOf } from '../worlds/testing/state-of.ts';

const EMAIL = 'marketer@lumenplay.example';

async function openWorld() {
  return InhabitedWorld.open(await startSimulator(), 'default');
}

const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
const END = Date.parse('9999-12-31T23:59:59Z');
/** A row of each table. */
const ROWS: Readonly<Record<string, object>> = {
  'life/sequences': { tenant: 'lumenplay', id: '1', at: 0, trigger: '14001', customer: 'C0000042' },
  'life/allocations': { tenant: 'lumenplay', id: '1', at: 0 },
  'public/gateways': { url: 'https://gateway.example' },
  events: { tenant: 'lumenplay', key: 'deposit', event: null },
};
const entry = {
  seq: 1,
  time: '2026-11-22T14:00:00.000Z',
  via: 'api',
  endpoint: 'unknown',
  method: 'GET',
  path: '/',
  effect: 'read',
  tenant_id: null,
  user_id: null,
  client_id: null,
  scopes: [],
  status: 404,
};
const row = (key: string, value: unknown) => [[key, value]];

describe('a file that is no snapshot of the world', () => {
  const trigger = {
    id: '900000001',
    name: 'T',
    brand: 'lumenplay',
    source: 'mcp',
    created_at: '2026-11-22T14:00:00.000Z',
    created_by: EMAIL,
    updated_at: '2026-11-22T14:00:00.000Z',
  };
  const change = (key: string, tenant: string, id: string) => ({
    'data/triggers': row(key, { tenant, id, record: null }),
  });

  test.each<[words: string, flaw: Record<string, unknown>, message: string]>([
    ['of another format', { format: 'zip' }, 'no snapshot'],
    ['of a newer version', { version: 2 }, 'version 2; this simulator reads version 1'],
    ['of no version', { version: -1e15 }, 'version'],
    ['of another seed', { seed: 2 }, 'seed 2'],
    ['of another scale', { scale: 'large' }, 'scale large'],
    ['of another beginning', { epoch: '2020-01-01T00:00:00.000Z' }, 'clock 2020-01-01'],
    ['with a field too many', { more: 1 }, 'more'],
    ['with a table too many', { tables: { weather: [] } }, 'no table weather'],
    ['with tables that are none', { tables: [1] }, 'tables'],
    ['with a row that is none', { tables: { users: [['u-1002']] } }, 'tables/users'],
    [
      'with a row of the wrong type',
      { tables: { users: row('u-1002', { disabled: 'no' }) } },
      'users/u-1002',
    ],
    [
      'with a user who is none',
      { tables: { users: row('u-9', { disabled: false, memberships: [] }) } },
      'no user u-9',
    ],
    [
      'with rights in a tenant that is none',
      {
        tables: {
          users: row('u-1002', {
            disabled: false,
            memberships: [{ tenant: 'x', role: 'admin', brands: [] }],
          }),
        },
      },
      'no tenant x',
    ],
    [
      'with rights in a brand that is none',
      {
        tables: {
          users: row('u-1002', {
            disabled: false,
            memberships: [{ tenant: 'lumenplay', role: 'admin', brands: ['x'] }],
          }),
        },
      },
      'no brand x',
    ],
    ['with an entity of a tenant that is none', { tables: change('x/1', 'x', '1') }, 'no tenant x'],
    [
      'with an entity under a key of another',
      { tables: change('lumenplay/2', 'lumenplay', '1') },
      'do not agree',
    ],
    [
      'with an id that would be given again',
      { tables: change('lumenplay/900000001', 'lumenplay', '900000001') },
      'again',
    ],
    [
      'with an entity without its fields',
      {
        tables: {
          'data/triggers': row('lumenplay/900000001', {
            tenant: 'lumenplay',
            id: '900000001',
            record: trigger,
          }),
        },
      },
      'data/triggers',
    ],
    [
      'with a clock beyond all time',
      {
        tables: { clock: row('course', { worldAtStart: 1e300, wallAtStart: 0, moves: 0, stoppedAt: null }) },
      },
      'clock/course',
    ],
    [
      'with a clock at the end of all time that was moved on',
      {
        tables: {
          clock: row('course', { worldAtStart: END, wallAtStart: 0, moves: END, stoppedAt: null }),
        },
      },
      'between the years 1970 and 9999',
    ],
    ['from after all clocks', { created_at: '9999-01-01T00:00:00.000Z' }, 'clock/course'],
    [
      'with a key twice',
      { tables: { numbers: [...row('next', 900_000_009), ...row('next', 900_000_001)] } },
      'numbers holds a key twice',
    ],
    ['with numbers that the data has already', { tables: { numbers: row('next', 12_001) } }, 'numbers/next'],
    [
      'with numbers after which none comes',
      { tables: { numbers: row('next', 2 ** 53 - 1) } },
      'numbers/next',
    ],
    [
      'with an id that would be given again behind a row that says nothing',
      {
        tables: {
          ...change('lumenplay/900000001', 'lumenplay', '900000001'),
          numbers: row('other', 900_000_009),
        },
      },
      'again',
    ],
    [
      'with a journal that would be written over',
      { tables: { journal: row('1', entry), 'journal-counters': [] } },
      'journal/1: journal-counters/seq would give this number again',
    ],
    [
      'with a journal under the key of another',
      { tables: { journal: row('2', entry), 'journal-counters': row('seq', 2) } },
      'journal/2: the number and the key do not agree',
    ],
    ...['life/sequences', 'life/allocations', 'public/gateways', 'events'].map(
      (table): [string, Record<string, unknown>, string] => [
        `with ${table} of a tenant that is none`,
        { tables: { [table]: row('x/1', ROWS[table]) } },
        table === 'public/gateways' ? 'no tenant x' : 'do not agree',
      ],
    ),
    ['that is too deep', { tables: { journal: deep(5_000) } }, 'nested'],
  ])('%s is refused, and nothing changes', async (_words, flaw, message) => {
    const world = await openWorld();
    await world.draft('Here');
    await world.control('POST', '/snapshots/here');
    const [file, state] = [await world.control('GET', '/snapshots/here'), await stateOf(world)];
    const answer = await world.control('PUT', '/snapshots/here', { ...file.body, ...flaw });

    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(message) } },
    });
    expect(await world.control('GET', '/snapshots/here')).toEqual(file);
    expect(await stateOf(world)).toEqual(state);
  });

  test('is refused when it is too long, or when it would change what objects are', async () => {
    const simulator = await startSimulator();
    const world = await InhabitedWorld.open(simulator, 'default');
    await world.control('POST', '/snapshots/here');
    const { body } = await world.control('GET', '/snapshots/here');
    const put = async (text: string) =>
      (await simulator.control.fetch('/snapshots/x', { method: 'PUT', body: text })).status;
    const polluted = JSON.stringify(body).replace('"tables":{', '"tables":{"__proto__":{"polluted":true},');

    expect(await put(polluted)).toBe(400);
    expect(await put(JSON.stringify(body).replace('{', '{"__proto__":{"polluted":true},'))).toBe(400);
    expect({}).not.toHaveProperty('polluted');
    expect(await put(' '.repeat(64_000_001))).toBe(413);
    expect((await world.control('GET', '/snapshots')).body['snapshots']).toHaveLength(1);
  });

  test('for any JSON in the place of any part, is refused or leaves the world as it is', async () => {
    const world = await openWorld();
    await world.draft('Here');
    await world.control('POST', '/snapshots/here');
    const [{ body }, state] = [await world.control('GET', '/snapshots/here'), await stateOf(world)];
    const tables = z.record(z.string(), z.unknown()).parse(body['tables']);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(tables)), fc.jsonValue(), async (table, json) => {
        const flawed = { ...body, tables: { ...tables, [table]: json } };
        const answer = await world.control('PUT', '/snapshots/strange', flawed);

        expect([201, 400]).toContain(answer.status);
        expect(await stateOf(world)).toEqual(state);
      }),
    );
  });
});
