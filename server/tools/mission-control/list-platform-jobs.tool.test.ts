import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobRecord } from '#fixtures/world-data.ts';
import { call, callThrough, NOW, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import tool from './list-platform-jobs.tool.ts';
import { VIEWER, WATCHERS } from './testing/people.ts';

const { world, apiOf } = await openDemo();
const jobsOf = (tenant: string): readonly JobRecord[] => world.tenant(tenant)?.platform.jobs ?? [];
const HOURS_24 = new Date(NOW.getTime() - 24 * 3_600_000).toISOString();

const FILTERS: readonly { args: object; keeps: (job: JobRecord) => boolean }[] = [
  { args: {}, keeps: () => true },
  { args: { state: ['running', 'queued'] }, keeps: ({ state }) => ['running', 'queued'].includes(state) },
  { args: { state: ['failed'] }, keeps: ({ state }) => state === 'failed' },
  { args: { type: 'execution' }, keeps: ({ type }) => type === 'execution' },
  {
    args: { started_after: '-24h' },
    keeps: ({ started_at }) => started_at !== null && started_at >= HOURS_24,
  },
];

describe('optimove_list_platform_jobs', () => {
  test('for any person, filter and page size, the pages part what the person may see, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WATCHERS),
        fc.constantFrom(...FILTERS),
        fc.integer({ min: 3, max: 100 }),
        async ({ email, tenant, brands }, { args, keeps }, limit) => {
          const seen = jobsOf(tenant.id)
            .filter(({ brand }) => brand === null || brands.includes(brand))
            .filter(keeps);

          const pages = await callThrough(tool, { ...args, limit }, apiOf(email), { tenant });

          expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(seen.map(({ id }) => id));
          for (const { page } of pages) expect(page.total).toBe(seen.length);
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  test('shows what runs: occurrences of campaigns with their page, and work on the whole tenant', async () => {
    const { structuredContent } = await call(
      tool,
      { state: ['running'] },
      apiOf('marketer@lumenplay.example'),
    );

    expect(structuredContent).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          type: 'execution',
          name: expect.stringMatching(/^(Run|Preparation) of /),
          entity: expect.objectContaining({ type: 'campaign' }),
          url: expect.stringMatching(/\/console\/tenants\/lumenplay\/campaigns\/\d+$/),
        }),
        expect.objectContaining({
          name: 'Push tokens from the apps',
          brand: null,
          entity: null,
          progress: 71,
          url: expect.stringMatching(/\/console\/tenants\/lumenplay$/),
        }),
      ]),
      tenant_id: 'lumenplay',
      time_zone: 'Europe/Malta',
    });
  });

  test('resolves relative dates and echoes them', async () => {
    const [page] = await callThrough(
      tool,
      { started_after: '-24h', limit: 100 },
      apiOf('analyst@lumenplay.example'),
    );

    expect(page?.resolved).toEqual({ started_after: HOURS_24 });
  });

  test('names nothing of a brand that the person may not see', async () => {
    const answers = await callThrough(tool, { limit: 100 }, apiOf('marketer.bet@lumenplay.example'));

    const brands = new Set(answers.flatMap(({ items }) => items.map(({ brand }) => brand)));
    expect(brands).toEqual(new Set([null, 'lumenbet']));
    expect(JSON.stringify(answers)).not.toContain('Game affinity, weekly build');
  });

  test('is refused to a role without the permission', async () => {
    const result = await call(tool, {}, apiOf(VIEWER));

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('lacks the permission "platform.read"');
  });
});
