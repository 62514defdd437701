import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call, textOf } from '../testing/call.ts';
import { openDemo } from '../testing/demo-tenant.ts';
import tool from './get-audience-size.tool.ts';

const { world, apiOf } = await openDemo();
const sizesSchema = z.object({
  items: z.array(z.object({ id: z.string(), type: z.string(), customers: z.int() })),
});
const ask = (args: object, user = 'marketer@lumenplay.example') => call(tool, args, apiOf(user));

function seenBy(email: string) {
  const user = world.users.find(email);
  if (user === undefined) throw new Error(email);
  return {
    segments: world.visible(user, 'lumenplay', 'segments'),
    groups: world.visible(user, 'lumenplay', 'target-groups'),
  };
}

describe('optimove_get_audience_size', () => {
  test('gives the counts of segments and target groups, in the order asked for', async () => {
    const { segments, groups } = seenBy('marketer@lumenplay.example');
    const [first, second] = segments.slice(0, 2);
    const [group] = groups;

    const result = await ask({
      segment_ids: [second?.id, first?.id],
      target_group_ids: [group?.id],
    });

    expect(sizesSchema.parse(result.structuredContent).items).toEqual([
      { id: second?.id, type: 'segment', customers: second?.customer_count },
      { id: first?.id, type: 'segment', customers: first?.customer_count },
      { id: group?.id, type: 'target_group', customers: group?.size },
    ]);
  });

  test('answers alike for what does not exist and for what belongs to the other brand', async () => {
    const mine = new Set(seenBy('marketer.bet@lumenplay.example').segments.map(({ id }) => id));
    const hidden = seenBy('marketer@lumenplay.example').segments.find(({ id }) => !mine.has(id))?.id ?? '';

    const [invisible, missing] = await Promise.all([
      ask({ segment_ids: [hidden] }, 'marketer.bet@lumenplay.example'),
      ask({ segment_ids: ['999999'] }, 'marketer.bet@lumenplay.example'),
    ]);

    expect(invisible.isError).toBe(true);
    expect(textOf(invisible).replace(hidden, 'ID')).toBe(textOf(missing).replace('999999', 'ID'));
  });

  test('of a name given for an id says the id, and never that nothing has that name', async () => {
    const { segments, groups } = seenBy('marketer@lumenplay.example');
    const segment = segments.find(({ key }) => key === 'lapsed_vip');
    const group = groups.find(({ name }) => name === 'VIP Active EU');

    const byKey = textOf(await ask({ segment_ids: ['lapsed_vip'] }));
    const byName = textOf(await ask({ target_group_ids: ['VIP Active EU'] }));
    const mistyped = textOf(await ask({ target_group_ids: ['VIP Actve EU'] }));

    expect(byKey).toContain(`segment_ids takes IDs (nearest: "Lapsed VIP" (id ${segment?.id}))`);
    expect(byName).toContain(`target_group_ids takes IDs (nearest: "VIP Active EU" (id ${group?.id}))`);
    expect(mistyped).toContain(`Nearest: "VIP Active EU" (id ${group?.id})`);
  });

  test('is refused to a role without analytics', async () => {
    const result = await ask({ segment_ids: ['1'] }, 'viewer@lumenplay.example');

    expect(textOf(result)).toContain('analytics.read');
  });

  test('asks for at least one audience', async () => {
    const result = await ask({});

    expect(textOf(result)).toContain('segment_ids or target_group_ids');
  });
});
