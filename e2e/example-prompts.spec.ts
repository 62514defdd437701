import { expect } from '@playwright/test';
import { z } from 'zod';
import type { Predicate } from '#contract/entities/predicate.ts';
import { openWorld } from '#fixtures/open-world.ts';
import { DRAFTS_OF_THE_LAST_HOUR, draftIds, LAPSED_VIP, segmentDefinition } from './clients/three-drafts.ts';
import type { Stack } from './stack.ts';
import { test } from './test.ts';

const HOUR = 3_600_000;
const clockSchema = z.object({ now: z.iso.datetime() });
const pageSchema = z.object({
  items: z.array(z.object({ id: z.string() })),
  page: z.object({ has_more: z.boolean() }),
});

/** The data of the demo tenant as it is now, made from the seed without asking the product. */
async function lumenplayNow(stack: Stack) {
  const answer = await fetch(`${stack.control}/clock`);
  const now = new Date(clockSchema.parse(await answer.json()).now);
  const tenant = openWorld({ seed: 1, scale: 'small', epoch: now }).tenants.get('lumenplay')?.();
  if (tenant === undefined) throw new Error('The demo world has no lumenplay.');
  return { now, collections: tenant.collections };
}

function rulesOf(tree: Predicate): Predicate[] {
  if (tree.type === 'not') return rulesOf(tree.child);
  return tree.type === 'and' || tree.type === 'or' ? tree.children.flatMap(rulesOf) : [tree];
}

test('"List all draft campaigns created in the last hour" gives the ids that the world has, and no more', async ({
  host,
  person,
  stack,
}) => {
  await person.connect(host, 'admin@lumenplay.example');
  const client = await host.connect();
  const answer = await client.callTool(DRAFTS_OF_THE_LAST_HOUR);
  await client.close();

  const { now, collections } = await lumenplayNow(stack);
  const expected = collections.campaigns.filter(
    ({ status, created_at: at }) => status === 'draft' && Date.parse(at) >= now.getTime() - HOUR,
  );
  const { items, page } = pageSchema.parse(answer.structuredContent);
  expect(expected).toHaveLength(3);
  expect(page.has_more).toBe(false);
  expect(items.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  expect(draftIds(answer.structuredContent)).toHaveLength(items.length);
});

test('"Pull the JSON definition of segment lapsed_vip" gives the tree of the world with every rule', async ({
  host,
  person,
  stack,
}) => {
  await person.connect(host, 'admin@lumenplay.example');
  const client = await host.connect();
  const answer = await client.callTool(LAPSED_VIP);
  await client.close();

  const { collections } = await lumenplayNow(stack);
  const segment = collections.segments.find(({ key }) => key === 'lapsed_vip');
  if (segment === undefined) throw new Error('The demo world has no segment lapsed_vip.');
  expect(new Set(rulesOf(segment.definition).map(({ type }) => type)).size).toBeGreaterThanOrEqual(4);
  expect(segmentDefinition(answer.structuredContent)).toEqual(segment.definition);
});
