import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openWorld } from '#fixtures/open-world.ts';
import { assembleSimulator } from '../../assemble.ts';
import { createWorld } from '../../tenant/world.ts';
import { getAs, nameTokens, ORIGIN } from '../../testing/tiny-simulator.ts';
import { runningTime } from './running-time.ts';

const PERIOD = 'from=2026-10-24&to=2026-11-22';
const QUESTIONS = [
  `query?metrics=sent&dimensions=campaign&dimensions=day&${PERIOD}`,
  `query?metrics=uplift&dimensions=channel&${PERIOD}`,
  `campaigns?campaign_ids=12031&campaign_ids=12002&${PERIOD}`,
  `campaigns?campaign_ids=12031&group_by=day&${PERIOD}`,
];
const bodySchema = z.looseObject({
  items: z.array(z.unknown()).optional(),
  page: z.object({ next_cursor: z.string().optional() }).optional(),
  job: z.looseObject({ id: z.string(), status: z.string() }).optional(),
});

async function open(latencyMs: number) {
  const clock = new Date('2026-11-22T12:00:00Z');
  const world = createWorld({ seed: 1, scale: 'small', clock, open: openWorld });
  const authorizationServer = nameTokens(world);
  const simulator = await assembleSimulator({ world, origin: ORIGIN, authorizationServer, onBug });
  world.clock.freeze(true);
  const get = async (path: string, user = 'analyst@lumenplay.example') => {
    const response = await getAs(simulator, user, `/tenants/lumenplay/${path}`);
    return { status: response.status, body: bodySchema.parse(await response.json()) };
  };
  const slow = (milliseconds: number) =>
    simulator.control.fetch(
      new Request('http://127.0.0.1:4321/faults', {
        method: 'PUT',
        body: JSON.stringify([
          { match: { path: '/api/v1/*/analytics/*' }, effect: { latencyMs: milliseconds } },
        ]),
      }),
    );
  await slow(latencyMs);
  return { world, get, slow };
}

function onBug(error: unknown): never {
  throw error;
}

describe('a slow question', () => {
  test.each(QUESTIONS)('%s becomes a job, and its rows are those of the direct answer', async (question) => {
    const { world, get, slow } = await open(60_000);
    const asked = await get(`analytics/${question}`);
    const id = asked.body.job?.id ?? '';
    expect(asked).toMatchObject({
      status: 202,
      body: { job: { status: 'running', progress: 0, poll_after_ms: 5000 } },
    });

    await slow(0);
    const direct = await get(`analytics/${question}`);
    world.clock.advance(30_000);
    expect((await get(`analytics-jobs/${id}`)).body).toMatchObject({ job: { progress: 50 } });
    world.clock.advance(30_000);
    const done = await get(`analytics-jobs/${id}`);

    const { page: _cursors, ...rows } = direct.body;
    const { not_found: _missing, ...expected } = rows;
    expect(direct.body.items?.length).toBeGreaterThan(0);
    expect(done).toMatchObject({ status: 200, body: { ...expected, job: { status: 'succeeded' } } });
  });

  test('for any page size, its pages are all of its rows', async () => {
    const { world, get } = await open(1000);
    const { body } = await get(`analytics/${QUESTIONS[0]}`);
    world.clock.advance(1000);
    const whole = (await get(`analytics-jobs/${body.job?.id}?limit=1000`)).body.items;
    expect(whole?.length).toBeGreaterThan(20);

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 50 }), async (limit) => {
        const rows: unknown[] = [];
        for (let cursor: string | undefined = ''; cursor !== undefined;) {
          const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const page = await get(`analytics-jobs/${body.job?.id}?limit=${limit}${after}`);
          rows.push(...(page.body.items ?? []));
          cursor = page.body.page?.next_cursor;
        }
        expect(rows).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test('fails after five minutes of the world, and says why', async () => {
    const { world, get } = await open(600_000);
    const { body } = await get(`analytics/${QUESTIONS[0]}`);
    world.clock.advance(300_000);

    expect((await get(`analytics-jobs/${body.job?.id}`)).body).toMatchObject({
      job: {
        status: 'failed',
        progress: 50,
        error: { code: 'time_limit', message: expect.stringContaining('5 minutes') },
      },
    });
  });

  test('is hidden from others, and from its owner once the owner sees other brands', async () => {
    const { world, get } = await open(1000);
    const { body } = await get(`analytics/${QUESTIONS[0]}`);
    const job = `analytics-jobs/${body.job?.id}`;

    expect((await get(job, 'admin@lumenplay.example')).status).toBe(404);
    expect((await get(job)).status).toBe(200);
    world.users.change('analyst@lumenplay.example', { brands: ['lumenbet'] });
    expect((await get(job)).status).toBe(404);
  });

  test('about what may not be seen is refused at once', async () => {
    const { get } = await open(1000);

    expect(await get(`analytics/campaigns?campaign_ids=999&${PERIOD}`)).toMatchObject({
      status: 200,
      body: { not_found: ['999'] },
    });
  });
});

describe('runningTime', () => {
  const row = { campaign_id: '1', day: '2026-05-01' };
  const question = {
    from: '2026-04-01',
    to: '2026-06-15',
    dimensions: ['day', 'campaign', 'channel', 'brand'],
  };
  test.each([
    [10_000, 0],
    [21_000, 55_000],
  ])('of %d rows by four dimensions is %d ms', (count, expected) => {
    const results = Array.from({ length: count }, () => row);
    const source = { results, campaign: () => ({}) };

    expect(runningTime(source, question)).toBe(expected);
  });
});
