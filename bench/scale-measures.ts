import { openWorld } from '#fixtures/open-world.ts';
import { rollOf } from '#fixtures/random.ts';
import type { Scale } from '#fixtures/world-data.ts';
import { assembleSimulator } from '#simulator/assemble.ts';
import { sealCursor } from '#simulator/endpoints/listing/cursor.ts';
import { createWorld } from '#simulator/tenant/world.ts';

export interface Measured {
  /** Of one request: by the wall, and of all processors. */
  microseconds: number;
  cpu: number;
  /** Resident, in MiB. */
  memory: number;
}

const EPOCH = Date.parse('2026-06-15T12:00:00.000Z');
const DAY = 86_400_000;
const REQUESTS = 100;
const CAMPAIGNS = '/api/v1/tenants/megamart/campaigns';
const USER = 'u-1010';

/** What people may look for, of which a thousand campaigns have a page full. */
const WORDS = [
  'sonntag',
  'App-Preis',
  'neuheit',
  'heute',
  'letzte',
  'MARKTTAG',
  'für 2',
  'chance, b',
  'wood',
  'steel',
  'table',
];

type Ask = (path: string, body?: object) => Promise<Response>;
type Work = (ask: Ask, roll: () => number) => Promise<Response>;

export const MEASURES = [
  'page of 25',
  'filtered page',
  'deep page',
  'text search',
  'page of names',
  'page of target groups',
  'get by id',
  'get a target group',
  'name lookup',
  'nearest names',
  'draft creation',
  'page of 25 beside drafts',
  'GET /world',
  'page of 25, over the port',
  'filtered page, over the port',
  'get by id, over the port',
] as const;
export type Measure = (typeof MEASURES)[number];

const within = (roll: () => number, length: number): number => Math.floor(roll() * length);
const page: Work = (ask) => ask(`${CAMPAIGNS}?limit=25`);
const askAt =
  (base: string, answer: (request: Request) => Promise<Response>): Ask =>
  (path, body) =>
    answer(
      new Request(base + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
const one = <Item>(roll: () => number, list: readonly Item[]): Item | undefined =>
  list[within(roll, list.length)];
const id = (roll: () => number, first: number, length: number): number => first + within(roll, length);

/** A simulator of one scale, whose requests are timed. */
export async function createMeasures(scale: Scale): Promise<{ run(measure: string): Promise<Measured> }> {
  const world = createWorld({ seed: 1, scale, clock: new Date(EPOCH), open: openWorld });
  const origin = 'http://localhost:4320';
  const simulator = await assembleSimulator({
    world,
    origin,
    authorizationServer: {
      paths: ['/oauth/'],
      fetch: async () => new Response(),
      async principal() {
        const user = world.users.find(USER);
        return user === undefined
          ? null
          : { user, client_id: 'bench', scopes: new Set(['api:read', 'api:drafts']) };
      },
      accountOf: () => USER,
      signedIn: async () => null,
      tokensFor: async () => ({ api: 'bench', mcp: 'bench' }),
      revoke: () => 0,
      reset: () => undefined,
    },
    onBug(error) {
      throw error;
    },
  });
  const open = await simulator.listen({ host: '127.0.0.1', port: 0 });
  const count = { small: 1_000, large: 100_000, huge: 1_000_000 }[scale];
  const instant = (roll: () => number): string => new Date(EPOCH - roll() * 700 * DAY).toISOString();
  const nameOf = (roll: () => number): string =>
    world.tenant('megamart')?.collections.campaigns[within(roll, count)]?.name ?? '';
  /**
   * One of the filters that leave a page full at every scale, and an instant to the millisecond: a page of few rows would be faster
   * for that alone, and a filter that came before for being remembered.
   */
  const filtered: Work = (ask, roll) => {
    const filters: readonly (readonly [name: string, values: readonly string[]])[] = [
      ['status', ['draft', 'completed', 'scheduled', 'running', 'failed']],
      ['type', ['scheduled', 'triggered', 'stream']],
      ['channel', ['email', 'sms', 'push', 'web']],
      ['tag', ['newsletter', 'sale', 'app', 'seasonal']],
    ];
    const [name, values] = one(roll, filters) ?? ['status', []];
    const query = new URLSearchParams({
      limit: '25',
      sort: one(roll, ['updated_desc', 'created_desc', 'name_asc']) ?? '',
      [name]: one(roll, values) ?? '',
      [one(roll, ['created_after', 'updated_after']) ?? '']: instant(() => 0.8 + 0.2 * roll()),
    });
    return ask(`${CAMPAIGNS}?${query.toString()}`);
  };
  const get: Work = (ask, roll) => ask(`${CAMPAIGNS}/${id(roll, 1_000_001, count)}`);
  const works: Readonly<Record<Measure, Work>> = {
    'page of 25': page,
    'filtered page': filtered,
    'deep page'(ask, roll) {
      const binding = {
        path: CAMPAIGNS,
        user: USER,
        order: 'updated_desc',
        filters: { sort: 'updated_desc' },
      };
      const cursor = sealCursor(1, binding, [Math.floor(EPOCH - roll() * 700 * DAY), '0000000001000500']);
      return ask(`${CAMPAIGNS}?limit=25&cursor=${encodeURIComponent(cursor)}`);
    },
    'text search'(ask, roll) {
      const text = encodeURIComponent(one(roll, WORDS) ?? '');
      // The instant leaves everything: with it no search is remembered.
      return ask(`${CAMPAIGNS}?limit=25&query=${text}&created_before=${instant(() => -0.01 * roll())}`);
    },
    'page of names': (ask) => ask(`${CAMPAIGNS}?limit=25&sort=name_asc`),
    'page of target groups': (ask, roll) =>
      ask(`/api/v1/tenants/megamart/target-groups?limit=25&status=active&updated_before=${instant(roll)}`),
    'get by id': get,
    'get a target group': (ask, roll) =>
      ask(`/api/v1/tenants/megamart/target-groups/${id(roll, 3_000_001, count / 25)}`),
    'name lookup': (ask, roll) => ask(`${CAMPAIGNS}/lookup?name=${encodeURIComponent(nameOf(roll))}`),
    'nearest names'(ask, roll) {
      const name = nameOf(roll);
      return ask(`${CAMPAIGNS}/lookup?name=${encodeURIComponent(`${name.slice(0, 3)}x${name.slice(3)}`)}`);
    },
    'draft creation': (ask, roll) =>
      ask('/api/v1/tenants/megamart/drafts/campaigns', {
        name: `Bench ${roll()}`,
        target_group_id: '3000001',
        channel: 'email',
      }),
    'page of 25 beside drafts': page,
    'GET /world': () => simulator.control.fetch(new Request('http://localhost/world')),
    'page of 25, over the port': page,
    'filtered page, over the port': filtered,
    'get by id, over the port': get,
  };

  const inProcess = askAt(origin, (request) => simulator.fetch(request));
  const overPort = askAt(open.url, (request) => fetch(request));
  let asked = 0;

  async function time(work: Work, ask: Ask, requests: number): Promise<Omit<Measured, 'memory'>> {
    const random = rollOf('bench', 'requests');
    const roll = (): number => random((asked += 1));
    const began = performance.now();
    const before = process.cpuUsage();
    for (let request = 0; request < requests; request += 1) {
      const response = await work(ask, roll);
      const text = await response.text();
      if (!response.ok && response.status !== 404) throw new Error(text);
    }
    const { user, system } = process.cpuUsage(before);
    return { microseconds: ((performance.now() - began) * 1000) / requests, cpu: (user + system) / requests };
  }

  return {
    async run(name) {
      const measure = MEASURES.find((known) => known === name);
      const ask = name.endsWith('over the port') ? overPort : inProcess;
      const measured = await time(
        measure === undefined ? page : works[measure],
        ask,
        measure === undefined ? 1 : REQUESTS,
      );
      return { ...measured, memory: process.memoryUsage.rss() / 2 ** 20 };
    },
  };
}
