import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pagesOf } from '../../testing/pages-of.ts';
import { ORIGIN, createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';
import { shortCause } from './short-cause.ts';

const simulator = await createTinySimulator();
const read = async (user: string, path: string): Promise<unknown> =>
  (await getAs(simulator, user, path)).json();

interface Signal {
  id: string;
  brand: string | null;
  type?: string;
  state?: string;
  severity?: string;
  channel?: string | null;
  entity?: { type: string; id: string } | null;
  started_at?: string | null;
  at?: string;
}
const HOURS_5 = '2026-06-15T07:00:00.000Z';
/** The brands of each user in tenant `one`. */
const BRANDS: Readonly<Record<string, readonly string[]>> = { ann: ['red', 'blue'], bob: ['blue'], nil: [] };

const FILTERS: Readonly<
  Record<'jobs' | 'errors', readonly { query: Record<string, string>; keeps: (signal: Signal) => boolean }[]>
> = {
  jobs: [
    { query: {}, keeps: () => true },
    { query: { state: 'queued' }, keeps: ({ state }) => state === 'queued' },
    { query: { type: 'sync' }, keeps: ({ type }) => type === 'sync' },
    { query: { started_after: HOURS_5 }, keeps: (job) => (job.started_at ?? '') >= HOURS_5 },
  ],
  errors: [
    { query: {}, keeps: () => true },
    { query: { severity: 'critical' }, keeps: ({ severity }) => severity === 'critical' },
    { query: { entity_type: 'stream' }, keeps: ({ entity }) => entity?.type === 'stream' },
    { query: { entity_id: '3' }, keeps: ({ entity }) => entity?.id === '3' },
    { query: { channel: 'push' }, keeps: ({ channel }) => channel === 'push' },
    { query: { since: HOURS_5 }, keeps: ({ at = '' }) => at >= HOURS_5 },
  ],
};

/** The newest first, what is queued before it, written without a look at the implementation. */
function newestFirst(one: Signal, other: Signal): number {
  const [a, b] = [one, other].map(({ at, started_at }) => at ?? started_at ?? '9999');
  if (a !== b) return (a ?? '') < (b ?? '') ? 1 : -1;
  return Number(other.id) - Number(one.id);
}

describe.each(['jobs', 'errors'] as const)('GET …/platform/%s', (kind) => {
  test('for any user, filter and limit, the pages together are what is of the brands of the user', async () => {
    const all: readonly Signal[] = simulator.world.tenant('one')?.platform[kind] ?? [];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('ann', 'bob', 'nil'),
        fc.constantFrom(...FILTERS[kind]),
        fc.integer({ min: 1, max: 30 }),
        async (user, { query, keeps }, limit) => {
          const expected = all
            .filter(({ brand }) => brand === null || BRANDS[user]?.includes(brand))
            .filter(keeps)
            .toSorted(newestFirst)
            .map(({ id }) => id);

          const pages = await pagesOf(simulator, user, `/tenants/one/platform/${kind}`, query, limit);

          expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(expected);
          for (const { page } of pages) expect(page.total).toBe(expected.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('takes several values of a filter, and refuses a parameter that it does not know', async () => {
    const several = kind === 'jobs' ? 'state=queued&state=running' : 'severity=critical&severity=error';

    expect((await getAs(simulator, 'ann', `/tenants/one/platform/${kind}?${several}`)).status).toBe(200);
    expect((await getAs(simulator, 'ann', `/tenants/one/platform/${kind}?brand=red`)).status).toBe(400);
  });

  test('refuses a cursor of another user', async () => {
    const [page] = await pagesOf(simulator, 'ann', `/tenants/one/platform/${kind}`, {}, 5);
    const cursor = page?.page.next_cursor ?? '';

    const other = await getAs(simulator, 'bob', `/tenants/one/platform/${kind}?limit=5&cursor=${cursor}`);

    expect(other.status).toBe(400);
  });
});

describe('what Mission Control shows', () => {
  test('has the page of its entity, or of the tenant', async () => {
    const [jobs] = await pagesOf(simulator, 'ann', '/tenants/one/platform/jobs', {}, 100);
    const [errors] = await pagesOf(simulator, 'ann', '/tenants/one/platform/errors', {}, 100);

    const urls = new Set([...(jobs?.items ?? []), ...(errors?.items ?? [])].map(({ url }) => url));
    expect(urls).toContain(`${ORIGIN}/console/tenants/one`);
    expect(urls).toContain(`${ORIGIN}/console/tenants/one/campaigns/3`);
    expect(urls).toContain(`${ORIGIN}/console/tenants/one/triggers/10`);
    expect(errors?.items[0]).toMatchObject({ name: 'Gateway 1 is down' });
  });

  test.each(['status', 'jobs', 'errors'])(
    'is refused openly to a role without the right: %s',
    async (what) => {
      const refused = await getAs(simulator, 'eve', `/tenants/one/platform/${what}`);

      expect(refused.status).toBe(403);
      expect(await refused.text()).toContain('platform.read');
      expect((await getAs(simulator, 'eve', `/tenants/two/platform/${what}`)).status).toBe(200);
      expect((await getAs(simulator, 'bob', `/tenants/two/platform/${what}`)).status).toBe(404);
    },
  );
});

describe('GET …/platform/status', () => {
  test('gives services, open incidents and the daily process in the state of its most urgent stage', async () => {
    expect(await read('bob', '/tenants/one/platform/status')).toMatchObject({
      tenant_id: 'one',
      item: {
        last_data_update: '2026-06-15T12:00:00.000Z',
        services: [{ key: 'email', status: 'degraded' }],
        incidents: [{ id: '2', state: 'identified' }],
        pipelines: [{ key: 'daily_process', state: 'late', stages: [{ state: 'done' }, {}, {}] }],
        url: `${ORIGIN}/console/tenants/one`,
      },
    });
  });

  test('gives the parts that are asked for alone', async () => {
    const answer = await read('ann', '/tenants/one/platform/status?include=incidents');

    expect(answer).toMatchObject({ item: { incidents: [{ id: '2' }] } });
    expect(answer).not.toHaveProperty('item.services');
    expect(answer).not.toHaveProperty('item.pipelines');
  });
});

describe('the short cause', () => {
  test.each([
    ['Gateway is down. Nothing leaves.', 'Gateway is down'],
    [
      'Provider unavailable: it answered 503 three times.',
      'Provider unavailable: it answered 503 three times',
    ],
    ['No stop', 'No stop'],
    ['x'.repeat(500), `${'x'.repeat(119)}…`],
  ])('of "%s" is its first sentence', (cause, short) => {
    expect(shortCause(cause)).toBe(short);
  });
});
