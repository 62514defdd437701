import { describe, expect, test } from 'vitest';
import type { ReadContext } from '../ports.ts';
import { contextFor } from './testing/call.ts';
import { createFakeApi } from './testing/fake-api.ts';
import { openDemo } from './testing/demo-tenant.ts';
import { readVocabulary } from './vocabulary.ts';

const contextOf = (api: ReadContext['api']) => contextFor('optimove_get_audience_size', api);

const keysOf = (items: readonly { kind: string; key: string }[]) =>
  items.map(({ kind, key }) => `${kind} ${key}`).toSorted();

const INSTANT = '2026-11-22T11:30:00.000Z';
/** `count` segments, the first of them named `Segment 1`. */
const segments = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: String(at + 1),
    name: `Segment ${at + 1}`,
    brand: 'lumenplay',
    source: 'ui',
    created_at: INSTANT,
    created_by: 'marketer@lumenplay.example',
    updated_at: INSTANT,
    url: `http://localhost:4320/console/tenants/lumenplay/segments/${at + 1}`,
    key: `segment_${at + 1}`,
    kind: 'custom',
    customer_count: 7,
    counted_at: INSTANT,
  }));

describe('readVocabulary', () => {
  test('holds the schema and the segments that the caller may see, at the hour of the tenant', async () => {
    const { world, apiOf } = await openDemo();
    const user = world.users.find('marketer.bet@lumenplay.example');

    const vocabulary = await readVocabulary([], contextOf(apiOf('marketer.bet@lumenplay.example')));

    expect(vocabulary).toMatchObject({
      ok: true,
      value: { now: new Date('2026-11-22T12:00:00Z'), time_zone: 'Europe/Malta' },
    });
    const { schema = [], segments: seen = [] } = vocabulary.ok ? vocabulary.value : {};
    expect(keysOf(schema)).toEqual(keysOf(world.tenant('lumenplay')?.schema ?? []));
    expect(seen.map(({ id }) => id).toSorted()).toEqual(
      user &&
        world
          .visible(user, 'lumenplay', 'segments')
          .map(({ id }) => id)
          .toSorted(),
    );
  });

  test('of more segments than it reads, looks up those that a text may name', async () => {
    const api = createFakeApi({ schema: [], segments: segments(900) });

    const vocabulary = await readVocabulary(
      ['customers of segment "Segment 812" or “Segment 813”, not "nobody"'],
      contextOf(api),
    );

    const ids = vocabulary.ok ? vocabulary.value.segments.map(({ id }) => id) : [];
    expect(ids).toHaveLength(502);
    expect(ids).toEqual(expect.arrayContaining(['812', '813']));
    expect(api.reads.filter(({ path }) => path.endsWith('/segments'))).toHaveLength(5);
  });

  test('of fewer, reads each once and looks nothing up', async () => {
    const api = createFakeApi({ schema: [], segments: segments(120) });

    await readVocabulary(['"Segment 7"'], contextOf(api));

    expect(api.reads.map(({ path }) => path).filter((path) => path.includes('segments'))).toEqual([
      '/tenants/:tenant/segments',
      '/tenants/:tenant/segments',
    ]);
  });

  test('fails with what the tenant API fails with', async () => {
    const api = createFakeApi({ schema: [], segments: [] });
    const limited: ReadContext['api'] = {
      ...api,
      read: async () => ({ ok: false, failure: { code: 'rate_limited', retry_after_seconds: 3 } }),
    };

    expect(await readVocabulary([], contextOf(limited))).toMatchObject({
      ok: false,
      failure: { code: 'rate_limited' },
    });
  });
});
