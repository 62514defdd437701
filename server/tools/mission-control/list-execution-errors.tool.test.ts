import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErrorRecord } from '#fixtures/world-data.ts';
import { call, callThrough, NOW, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import tool from './list-execution-errors.tool.ts';
import { VIEWER, WATCHERS } from './testing/people.ts';

const { world, apiOf } = await openDemo();
const errorsOf = (tenant: string): readonly ErrorRecord[] => world.tenant(tenant)?.platform.errors ?? [];
const DAYS_7 = new Date(NOW.getTime() - 7 * 86_400_000).toISOString();
const NARROW = 'marketer.bet@lumenplay.example';

const FILTERS: readonly { args: object; keeps: (error: ErrorRecord) => boolean }[] = [
  { args: {}, keeps: () => true },
  { args: { severity: ['critical', 'info'] }, keeps: ({ severity }) => /critical|info/.test(severity) },
  { args: { entity_type: 'trigger' }, keeps: ({ entity }) => entity.type === 'trigger' },
  { args: { channel: 'push' }, keeps: ({ channel }) => channel === 'push' },
  { args: { since: '-7d' }, keeps: ({ at }) => at >= DAYS_7 },
  {
    args: { severity: ['warning'], entity_type: 'stream', since: '-7d' },
    keeps: ({ severity, entity, at }) => severity === 'warning' && entity.type === 'stream' && at >= DAYS_7,
  },
];

/** The errors of one entity, as a person of the other brand is told of them. */
const about = (entity_id?: string) => call(tool, { entity_id }, apiOf(NARROW));

describe('optimove_list_execution_errors', () => {
  test('for any person, filter and page size, the pages part what the person may see, in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...WATCHERS),
        fc.constantFrom(...FILTERS),
        fc.integer({ min: 1, max: 20 }),
        async ({ email, tenant, brands }, { args, keeps }, limit) => {
          const seen = errorsOf(tenant.id)
            .filter(({ brand }) => brands.includes(brand))
            .filter(keeps);

          const pages = await callThrough(tool, { ...args, limit }, apiOf(email), { tenant });

          expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(seen.map(({ id }) => id));
          for (const { page } of pages) expect(page.total).toBe(seen.length);
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  test('says what happened to which entity and to how many, why, and what to do', async () => {
    const { structuredContent } = await call(
      tool,
      { severity: ['critical'], since: '-2h' },
      apiOf('marketer@lumenplay.example'),
    );

    expect(structuredContent).toMatchObject({
      items: [
        {
          name: 'The VIP desk dialler refuses connections',
          status: 'open',
          at: '2026-11-22T10:50:00.000Z',
          severity: 'critical',
          entity: { type: 'trigger', name: 'Large deposit' },
          channel: 'call_center',
          customers_affected: 14,
          cause: 'The VIP desk dialler refuses connections. Calls are not placed.',
          fix: expect.stringMatching(/^Restore the connection/),
          url: expect.stringMatching(/\/console\/tenants\/lumenplay\/triggers\/\d+$/),
        },
      ],
      page: { total: 1 },
      resolved: { since: '2026-11-22T10:00:00.000Z' },
    });
  });

  test('answers about an entity of another brand as about one that does not exist', async () => {
    const own = errorsOf('lumenplay').find(({ brand }) => brand === 'lumenbet');
    const foreign = errorsOf('lumenplay').find(({ brand }) => brand === 'lumenplay');
    const hidden = textOf(await about(foreign?.entity.id));

    expect(textOf(await about(own?.entity.id))).toContain(own?.id);
    expect(hidden).toContain('"items":[],"page":{"returned":0,"has_more":false,"total":0}');
    expect(hidden).toBe(textOf(await about('987654321')));
  });

  test('is refused to a role without the permission', async () => {
    const result = await call(tool, {}, apiOf(VIEWER));

    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('lacks the permission "platform.read"');
  });
});
