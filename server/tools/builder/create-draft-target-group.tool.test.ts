import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './testing/bench.ts';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});

describe('optimove_create_draft_target_group', () => {
  test('makes criteria of a description, and says them and their size', async () => {
    const { output, posts } = await bench.build('target_group', {
      name: 'Germans who deposit',
      description: 'customers from Germany who deposited at least 3 times in the last 30 days',
      brand: 'lumenplay',
    });

    expect(output).toMatchObject({
      draft: { type: 'target_group', status: 'draft' },
      interpretation: expect.stringMatching(/Country.+DE.+Deposit.+at least 3 times in the last 30 days/),
      estimated_size: expect.any(Number),
      warnings: [],
    });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toMatchObject({
      description: 'customers from Germany who deposited at least 3 times in the last 30 days',
      criteria: {
        type: 'and',
        children: [
          { type: 'attribute', attribute: 'country' },
          { type: 'event', event: 'deposit', measure: 'count', operator: 'gte', value: 3, window_days: 30 },
        ],
      },
    });
  });

  test('phrase by phrase says what is not understood, beside all else that is wrong, and creates nothing', async () => {
    const { text, posts } = await bench.build('target_group', {
      name: 'Unclear',
      description: 'VIP customers in Malta who glimmer',
      exclude_target_group_ids: ['VIP Actve EU'],
      brand: 'nobody',
    });

    expect(posts).toEqual([]);
    expect(text).toMatch(/^Nothing was done, because this audience is not clear\. "/);
    expect(text).toContain('"glimmer": ');
    expect(text).toContain('exclude_target_group_ids[0] names no target group');
    expect(text).toContain('brand is none of the brands of this user');
  });

  test('of a phrase with several readings names them all', async () => {
    const { text, posts } = await bench.build('target_group', {
      name: 'Ambiguous',
      description: 'VIP customers in Malta',
    });

    expect(posts).toEqual([]);
    expect(text).toMatch(/"VIP": .+ Nearest: .*segment.*lifecycle/);
  });

  test('explicit criteria decide instead of the description, and that is said', async () => {
    const { output, posts } = await bench.build('target_group', {
      name: 'Explicit',
      description: 'The ones that Mia asked for',
      criteria: [
        { field: 'country', op: 'in', value: 'DE, MT' },
        { field: 'age', op: 'gte', value: '25' },
        { field: 'vip_level', op: 'eq', value: 'gold', group: 2 },
      ],
      brand: 'lumenplay',
    });

    expect(output).toMatchObject({
      interpretation: expect.stringMatching(/Country.+Age.+ or .+VIP level/),
      warnings: ['The criteria decided who belongs; the description was not read.'],
    });
    expect(posts[0]?.body).toMatchObject({
      criteria: { type: 'or', children: [{ type: 'and' }, { type: 'attribute', attribute: 'vip_level' }] },
    });
  });

  test('excludes groups by name, and takes the brand of what it refers to', async () => {
    const { output, posts } = await bench.build('target_group', {
      name: 'Lapsed but for some',
      description: 'in segment "lapsed_vip"',
      exclude_target_group_ids: ['VIP Active EU'],
    });

    expect(output).toMatchObject({
      interpretation: expect.stringContaining('; without the target groups "VIP Active EU"'),
      warnings: [],
    });
    expect(posts[0]?.body).toMatchObject({ exclude_target_group_ids: [expect.stringMatching(/^\d+$/)] });
  });

  test('refers to one brand only', async () => {
    const { text, posts } = await bench.build('target_group', {
      name: 'Crossed',
      description: 'in segment "lapsed_vip"',
      exclude_target_group_ids: ['VIP Active EU'],
      brand: 'lumenbet',
    });

    expect(posts).toEqual([]);
    expect(text).toContain('The segment "Lapsed VIP" in description belongs to the brand lumenplay');
    expect(text).toContain('exclude_target_group_ids[0] belongs to the brand lumenplay');
  });

  test('speaks of no segment that its user may not see', async () => {
    const { text, posts } = await bench.build(
      'target_group',
      { name: 'Hidden', description: 'in segment "lapsed_vip"' },
      'marketer.bet@lumenplay.example',
    );

    expect(posts).toEqual([]);
    expect(text).toContain('not clear');
  });
});
