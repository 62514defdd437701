import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../ports.ts';
import { TINY_USERS, createTinyWorld } from '../testing/tiny-world.ts';
import { createAttempts } from './attempts.ts';
import { createClock } from './clock.ts';
import { createWorldState } from './state.ts';
import { fingerprintOf } from './hash.ts';

/** Adds a trigger of a brand, a copy of the first one but for its id. */
function addTrigger(world: World, brand: string): string {
  const [first] = world.tenant('one')?.collections.triggers ?? [];
  if (first === undefined) throw new TypeError('The tiny world has no trigger.');
  const id = world.changes.nextId();
  world.changes.put('one', 'triggers', { ...first, id, brand });
  return id;
}

const dataOf = (world: World) => world.tenantIds.flatMap((id) => world.tenant(id) ?? []);

describe('what is added', () => {
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

describe('what is changed', () => {
  test('for any changes, stands in the place of what was there, for whoever may see it, and nothing else moves', () => {
    const world = createTinyWorld();
    const ids = world.tenant('one')?.collections.triggers.map(({ id }) => id) ?? [];
    const act = fc.record({ id: fc.constantFrom(...ids), name: fc.option(fc.string(), { nil: null }) });
    fc.assert(
      fc.property(fc.constantFrom(...TINY_USERS), fc.array(act, { maxLength: 6 }), (user, acts) => {
        world.reset();
        const other = world.tenant('two');
        const names = new Map(world.visible(user, 'one', 'triggers').map(({ id, name }) => [id, name]));
        for (const { id, name } of acts) {
          const was = world.tenant('one')?.collections.triggers.find((trigger) => trigger.id === id);
          if (was === undefined) continue;
          if (name === null) world.changes.remove('one', 'triggers', id);
          else world.changes.put('one', 'triggers', { ...was, name });
          if (!names.has(id)) continue;
          if (name === null) names.delete(id);
          else names.set(id, name);
        }

        const seen = world.visible(user, 'one', 'triggers').map(({ id, name }) => [id, name]);
        expect(new Map(seen.map(([id = '', name = '']) => [id, name]))).toEqual(names);
        expect(seen).toHaveLength(names.size);
        expect(world.tenant('two')).toBe(other);
      }),
    );
  });

  test('changes the fingerprint, and gives it back after a reset', () => {
    const world = createTinyWorld();
    const before = fingerprintOf(dataOf(world));
    const [first] = world.tenant('one')?.collections.triggers ?? [];
    world.changes.remove('one', 'triggers', first?.id ?? '');
    expect(fingerprintOf(dataOf(world)).hash).not.toBe(before.hash);
    world.reset();
    expect(fingerprintOf(dataOf(world))).toEqual(before);
  });

  test('comes back with the state of another time, into a world of the same seed', () => {
    const [one, other] = [createTinyWorld(), createTinyWorld()];
    addTrigger(one, 'red');
    const [first] = one.tenant('one')?.collections.triggers ?? [];
    one.changes.remove('one', 'triggers', first?.id ?? '');
    other.state.restore(one.state.snapshot());

    expect(fingerprintOf(dataOf(other))).toEqual(fingerprintOf(dataOf(one)));
    expect(addTrigger(other, 'red')).toBe('900000002');
  });
});

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

describe('attempts', () => {
  test('are remembered for 24 hours of the world', () => {
    const clock = createClock(new Date('2026-06-15T12:00:00.000Z'), () => 0);
    const attempts = createAttempts(createWorldState(), clock);
    attempts.remember('a', attempt('1'));
    clock.advance(24 * 3_600_000 - 1);
    expect(attempts.find('a')?.body).toBe('1');
    clock.advance(1);
    expect(attempts.find('a')).toBeUndefined();
  });

  test('are no more than there is room for', () => {
    const attempts = createAttempts(createWorldState(), createClock(), 2);
    for (const name of ['a', 'b', 'c']) attempts.remember(name, attempt('1'));

    expect(['a', 'b', 'c'].map((name) => attempts.find(name) !== undefined)).toEqual([false, true, true]);
  });
});
