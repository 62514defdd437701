import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { platformStatusSchema } from '#contract/entities/platform-status.ts';
import { call, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import tool from './get-platform-status.tool.ts';
import { VIEWER, WATCHERS } from './testing/people.ts';

const { world, apiOf } = await openDemo();
const MARKETER = 'marketer@lumenplay.example';

describe('optimove_get_platform_status', () => {
  test('tells the last data update, what suffers, why, and which stage is late', async () => {
    const { structuredContent } = await call(tool, {}, apiOf(MARKETER));

    expect(structuredContent).toMatchObject({
      item: {
        last_data_update: world.tenant('lumenplay')?.facts.last_data_update,
        services: expect.arrayContaining([
          { key: 'daily_process', name: 'Daily process', status: 'degraded' },
          { key: 'public_api', name: 'Public API', status: 'operational' },
        ]),
        incidents: [
          { title: 'Campaigns are processed late', state: 'identified' },
          { title: 'Text messages leave slowly', state: 'monitoring' },
        ],
        pipelines: [
          {
            key: 'daily_process',
            state: 'late',
            stages: [
              { key: 'data_received', state: 'done' },
              { key: 'batch_calculation', state: 'done' },
              { key: 'campaigns_processed', state: 'late', finished_at: null },
              { key: 'campaigns_executed', state: 'running' },
              { key: 'process_completed', state: 'waiting' },
            ],
          },
        ],
        url: 'http://localhost:4320/console/tenants/lumenplay',
      },
      tenant_id: 'lumenplay',
      as_of: '2026-11-22T12:00:00.000Z',
    });
  });

  test('is the same for everyone of a tenant who may see it', async () => {
    for (const { email, tenant } of WATCHERS) {
      const { structuredContent } = await call(tool, {}, apiOf(email), { tenant });
      const [admin] = WATCHERS.filter((other) => other.tenant === tenant);
      const expected = await call(tool, {}, apiOf(admin?.email ?? ''), { tenant });

      expect(structuredContent).toEqual(expected.structuredContent);
      expect(structuredContent).toMatchObject({ tenant_id: tenant.id, time_zone: tenant.time_zone });
    }
  });

  test('for any parts that are asked for, gives these parts as they are in the whole', async () => {
    const parts = ['services', 'incidents', 'pipelines'] as const;
    const whole = await call(tool, {}, apiOf(MARKETER));
    await fc.assert(
      fc.asyncProperty(fc.subarray([...parts], { minLength: 1 }), async (include) => {
        const { structuredContent } = await call(tool, { include }, apiOf(MARKETER));

        const item = Object.assign({}, structuredContent?.['item']);
        expect(parts.filter((part) => part in item)).toEqual(include);
        expect(whole.structuredContent).toMatchObject({ item });
      }),
      { numRuns: 20 },
    );
  });

  test('leaves the oldest incidents out when there are more than an answer may hold, and says so', async () => {
    const status = {
      last_data_update: '2026-11-22T08:00:00.000Z',
      url: 'http://localhost:4320/console/tenants/lumenplay',
      incidents: Array.from({ length: 2000 }, (_, at) => ({
        id: String(at + 1),
        title: `Incident ${at}`,
        summary: 'Messages leave slowly.',
        state: 'identified',
        impact: 'degraded',
        services: ['email'],
        started_at: '2026-11-22T08:00:00.000Z',
        resolved_at: null,
      })),
    };

    const { structuredContent, isError } = await call(
      tool,
      {},
      createFakeApi({ 'platform/status': [status] }),
    );

    const { incidents = [] } = platformStatusSchema.parse(structuredContent?.['item']);
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ truncated_to_fit: true });
    expect(incidents.length).toBeGreaterThan(10);
    expect(incidents).toEqual(status.incidents.slice(0, incidents.length));
  });

  test('is refused to a role without the permission', async () => {
    const result = await call(tool, {}, apiOf(VIEWER));

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('lacks the permission "platform.read"');
  });
});
