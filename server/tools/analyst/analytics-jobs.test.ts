import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createJobHandles } from '../../shaping/job-handle.ts';
import { loadTools } from '../registry.ts';
import { call, type CallOptions, callThrough, JOB_HANDLE, NOW, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import getJob from './get-analytics-job.tool.ts';

const { world, apiOf, setFaults } = await openDemo();
const tools = new Map((await loadTools()).map((tool) => [tool.name as string, tool]));
const toolNamed = (name: string) => {
  const tool = tools.get(`optimove_${name}`);
  if (tool === undefined) throw new Error(name);
  return tool;
};

const ANALYST = 'analyst@lumenplay.example';
const SLOW = { match: { path: '/api/v1/*/analytics/*' }, effect: { latencyMs: 60_000 } };
const runningSchema = z.object({
  job: z.object({ id: z.string(), status: z.literal('running'), poll_after_ms: z.number() }),
  tenant_id: z.literal('lumenplay'),
});

const ask = (name: string, args: object, user = ANALYST, options: CallOptions = {}) =>
  call(toolNamed(name), args, apiOf(user), options);
const poll = (job_id: string, options: CallOptions = {}) => call(getJob, { job_id }, apiOf(ANALYST), options);

/** The handle that a question gets which takes too long. */
async function handleOf(name: string, args: object, user = ANALYST): Promise<string> {
  const result = await ask(name, args, user, { patienceMs: 1 });
  return runningSchema.parse(result.structuredContent).job.id;
}

afterEach(async () => {
  await setFaults([]);
  world.clock.set(NOW);
  world.analyticsJobs.clear();
});

const periods = fc
  .tuple(fc.nat(60), fc.nat(60))
  .map(([one, two]) => ({ date_from: `-${Math.max(one, two)}d`, date_to: `-${Math.min(one, two)}d` }));
const questions = fc.oneof(
  fc.record({
    name: fc.constant('query_analytics'),
    args: fc.record({
      metrics: fc.uniqueArray(fc.constantFrom('sent', 'uplift', 'revenue', 'open_rate'), { minLength: 1 }),
      dimensions: fc.uniqueArray(fc.constantFrom('day', 'week', 'campaign', 'channel', 'brand'), {
        maxLength: 2,
      }),
      limit: fc.integer({ min: 50, max: 1000 }),
    }),
  }),
  fc.record({
    name: fc.constant('get_campaign_performance'),
    args: fc.record({
      campaign_ids: fc.uniqueArray(fc.constantFrom('12031', '12032', '12033', '12050'), { minLength: 1 }),
      group_by: fc.constantFrom('campaign', 'action', 'channel', 'target_group', 'day'),
    }),
  }),
  fc.record({
    name: fc.constant('get_channel_metrics'),
    args: fc.record({ interval: fc.constantFrom('total', 'day', 'week') }),
  }),
);

describe('a job', () => {
  test('for any question, user and period, gives exactly what the direct answer gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        questions,
        periods,
        fc.constantFrom(ANALYST, 'admin@lumenplay.example'),
        fc.integer({ min: 20, max: 100 }),
        async ({ name, args }, period, user, limit) => {
          await setFaults([]);
          world.clock.set(NOW);
          const question = { ...args, ...period };
          const direct = await callThrough(toolNamed(name), question, apiOf(user));
          const [first] = direct;
          await setFaults([SLOW]);
          const job_id = await handleOf(name, question, user);
          world.clock.advance(60_000);
          const polled = await callThrough(getJob, { job_id, limit }, apiOf(user));

          expect(polled.flatMap(({ items }) => items)).toEqual(direct.flatMap(({ items }) => items));
          expect(polled.map((page) => contextOf(page))).toEqual(polled.map(() => first && contextOf(first)));
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  test('is waited for, and then its rows are the answer, over all pages', async () => {
    const args = { metrics: ['sent'], dimensions: ['day', 'campaign'], date_from: '-6d', limit: 40 };
    const direct = await callThrough(toolNamed('query_analytics'), args, apiOf(ANALYST));
    await setFaults([{ ...SLOW, effect: { latencyMs: 1000 } }]);

    const asked = callThrough(toolNamed('query_analytics'), args, apiOf(ANALYST));
    await delay(100);
    world.clock.advance(1000);
    const waited = await asked;

    expect(direct.length).toBeGreaterThan(2);
    expect(waited.map(({ items }) => items)).toEqual(direct.map(({ items }) => items));
  });

  test('is read again where a page of it is too large, and not asked again', async () => {
    const args = { metrics: ['sent', 'opened'], dimensions: ['day', 'campaign', 'action'], limit: 1000 };
    await setFaults([{ ...SLOW, effect: { latencyMs: 1000 } }]);
    const asked = ask('query_analytics', args);
    await delay(100);
    world.clock.advance(1000);

    expect((await asked).structuredContent).toMatchObject({ truncated_to_fit: true });
  });

  test('whose next page comes too late is a cursor that expired', async () => {
    const args = { metrics: ['sent'], dimensions: ['day'], limit: 5 };
    await setFaults([{ ...SLOW, effect: { latencyMs: 1000 } }]);
    const asked = ask('query_analytics', args);
    await delay(100);
    world.clock.advance(1000);
    const { page } = z
      .object({ page: z.object({ next_cursor: z.string() }) })
      .parse((await asked).structuredContent);
    world.analyticsJobs.clear();

    expect(textOf(await ask('query_analytics', { ...args, cursor: page.next_cursor }))).toContain('too old');
  });

  test('says how far it is, and when to ask again', async () => {
    await setFaults([SLOW]);
    const id = await handleOf('query_analytics', { metrics: ['sent'] });
    world.clock.advance(45_000);

    expect((await poll(id)).structuredContent).toEqual({
      job: {
        id,
        status: 'running',
        progress: 75,
        poll_after_ms: 5000,
        expires_at: '2026-11-23T12:00:00.000Z',
      },
      tenant_id: 'lumenplay',
    });
  });

  test('that ran for five minutes is an error that says what to ask instead', async () => {
    await setFaults([{ ...SLOW, effect: { latencyMs: 600_000 } }]);
    const id = await handleOf('query_analytics', { metrics: ['sent'] });
    world.clock.advance(300_000);
    const result = await poll(id);

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('fewer dimensions or a shorter period');
  });

  test('is still there for who could not look after it just now', async () => {
    await setFaults([{ ...SLOW, effect: { latencyMs: 1000 } }]);
    const failing = { match: { endpoint: 'get-analytics-job' }, effect: { status: 429, retryAfter: 3 } };
    await setFaults([failing, { ...SLOW, effect: { latencyMs: 1000 } }]);
    const result = await ask('query_analytics', { metrics: ['sent'] });

    expect(runningSchema.safeParse(result.structuredContent).success).toBe(true);
  });
});

describe('a job handle', () => {
  const tomorrow = new Date(NOW.getTime() + 24 * 3_600_000);
  const middle = JOB_HANDLE.length / 2;
  const other = JOB_HANDLE[middle] === 'A' ? 'B' : 'A';

  test.each<[string, string, CallOptions, string]>([
    ['altered', JOB_HANDLE.slice(0, middle) + other + JOB_HANDLE.slice(middle + 1), {}, 'did not issue it'],
    ['made up', '17', {}, 'did not issue it'],
    ['of another user', JOB_HANDLE, { user_id: 'u2' }, 'did not issue it'],
    ['expired', JOB_HANDLE, { now: tomorrow }, 'kept for 24 hours'],
  ])('that is %s is refused before any read, with what to do', async (_, job_id, options, words) => {
    const api = createFakeApi({});
    const result = await call(getJob, { job_id }, api, options);

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(words);
    expect(textOf(result)).toMatch(/ask the query again/i);
    expect(api.reads).toEqual([]);
  });

  test('of another tenant is refused before any read', async () => {
    const api = createFakeApi({});
    const tenant = { id: 'northaisle', name: 'Northaisle', region: 'us', time_zone: 'America/Chicago' };

    expect(textOf(await call(getJob, { job_id: JOB_HANDLE }, api, { tenant }))).toContain('did not issue it');
    expect(api.reads).toEqual([]);
  });

  test('of a job that the API no longer has is refused as such', async () => {
    await setFaults([SLOW]);
    const id = await handleOf('query_analytics', { metrics: ['sent'] });
    world.analyticsJobs.clear();

    expect(textOf(await poll(id))).toContain('no longer has this job');
  });

  test('opens with the same key only, and shows nothing of what it carries', () => {
    const binding = { user_id: 'u1', tenant_id: 'lumenplay' };
    const handles = (byte: number) => createJobHandles(new Uint8Array(32).fill(byte), binding, NOW);
    const handle = handles(1).seal('{"job":"12"}', tomorrow);

    expect(handles(1).open(handle)).toEqual({ ok: true, value: '{"job":"12"}' });
    expect(handles(2).open(handle)).toMatchObject({ failure: { problem: 'altered' } });
    expect(Buffer.from(handle, 'base64url').toString('latin1')).not.toContain('job');
  });
});

/** What an answer says beside its rows. */
function contextOf(page: Record<string, unknown>) {
  const { tenant_id, time_zone, as_of, currency, data_from, resolved } = page;
  return { tenant_id, time_zone, as_of, currency, data_from, resolved };
}
