import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../ports.ts';
import { TINY_USERS, createTinyWorld } from '../testing/tiny-world.ts';
import { createAttempts } from './attempts.ts';
import { createClock } from './clock.ts';
import { fingerprintOf } from './hash.ts';

/** Adds a trigger of a brand, a copy of the first one but for its id. */
function addTrigger(world: World, brand: string): string {
  const [first] = world.tenant('one')?.collections.triggers ?? [];
  if (first === undefined) throw new TypeError('The tiny world has no trigger.');
  const id = world.drafts.nextId();
  world.drafts.add('one', 'triggers', { ...first, id, brand });
  return id;
}

const dataOf = (world: World) => world.tenantIds.flatMap((id) => world.tenant(id) ?? []);

describe('what is drafted', () => {
  test('is seen by whoever may see its brand, behind what was there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TINY_USERS),
        fc.array(fc.constantFrom('red', 'blue'), { maxLength: 5 }),
        (user, brands) => {
          const world = createTinyWorld();
          const before = world.visible(user, 'one', 'triggers');
          const campaigns = world.visible(user, 'one', 'campaigns');
          const added = brands.map((brand) => ({ id: addTrigger(world, brand), brand }));
          const mine = user.disabled ? [] : user.memberships.find(({ tenant }) => tenant === 'one')?.brands;
          const seen = added.filter(({ brand }) => mine?.includes(brand));

          expect(world.visible(user, 'one', 'triggers').map(({ id }) => id)).toEqual([
            ...before.map(({ id }) => id),
            ...seen.map(({ id }) => id),
          ]);
          if (seen.length === 0) expect(world.visible(user, 'one', 'triggers')).toEqual(before);
          expect(world.visible(user, 'one', 'campaigns')).toEqual(campaigns);
        },
      ),
    );
  });

  test('is in the fingerprint as if it had always been there, and gone after a reset', () => {
    const world = createTinyWorld();
    const before = fingerprintOf(dataOf(world));
    addTrigger(world, 'red');
    addTrigger(world, 'blue');
    const fresh = dataOf(world).map((data) => ({
      ...data,
      collections: { ...data.collections, triggers: [...data.collections.triggers] },
    }));

    expect(fingerprintOf(dataOf(world))).toEqual(fingerprintOf(fresh));
    expect(fingerprintOf(dataOf(world)).hash).not.toBe(before.hash);
    world.reset();
    expect(fingerprintOf(dataOf(world))).toEqual(before);
  });

  test('has numbers in turn that the demo world does not reach', () => {
    const world = createTinyWorld();
    expect([addTrigger(world, 'red'), addTrigger(world, 'red')]).toEqual(['900000001', '900000002']);
  });
});

describe('attempts', () => {
  const attempt = (id: string) => ({
    body: id,
    answer: {
      draft: {
        id,
        type: 'trigger' as const,
        name: id,
        brand: 'red',
        status: 'draft' as const,
        url: 'http://localhost/1',
        created_at: '2026-06-15T12:00:00.000Z',
        created_by: 'ann',
      },
    },
  });

  test('are remembered for 24 hours of the world', () => {
    const clock = createClock(new Date('2026-06-15T12:00:00.000Z'), () => 0);
    const attempts = createAttempts(clock);
    attempts.remember('a', attempt('1'));
    clock.advance(24 * 3_600_000 - 1);
    expect(attempts.find('a')?.body).toBe('1');
    clock.advance(1);
    expect(attempts.find('a')).toBeUndefined();
  });

  test('are no more than there is room for', () => {
    const attempts = createAttempts(createClock(), 2);
    for (const name of ['a', 'b', 'c']) attempts.remember(name, attempt('1'));

    expect(['a', 'b', 'c'].map((name) => attempts.find(name) !== undefined)).toEqual([false, true, true]);
  });
});
