import { openWorld } from '#fixtures/open-world.ts';
import { describe, expect, test, vi } from 'vitest';
import { fingerprintOf } from '../tenant/hash.ts';
import { WorldsError } from './worlds-error.ts';
import { createWorlds } from './worlds.ts';

const CLOCK = new Date('2026-11-22T14:00:00Z');

function openWorlds() {
  const open = vi.fn<typeof openWorld>(openWorld);
  return { worlds: createWorlds({ seed: 1, scale: 'small', clock: CLOCK, open }), open };
}

describe('worlds', () => {
  test('begin as the standard one did unless told otherwise', () => {
    const { worlds } = openWorlds();
    const same = worlds.create();
    const other = worlds.create({ name: 'other', seed: 2, clock: new Date('2027-01-01T00:00:00Z') });
    const hashes = [worlds.standard, same, other].map(
      (world) => fingerprintOf(world.tenantIds.flatMap((id) => world.tenant(id) ?? [])).hash,
    );

    expect([same.name, same.seed, same.epoch]).toEqual(['w1', 1, CLOCK]);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test('of one seed, scale and start have what they begin with in common, so that one more costs next to nothing', () => {
    const { worlds, open } = openWorlds();
    const all = Array.from({ length: 50 }, () => worlds.create());
    const campaigns = all.map((world) => world.tenant('lumenplay')?.collections.campaigns);

    expect(open).toHaveBeenCalledOnce();
    expect(new Set(campaigns).size).toBe(1);
  });

  test('are found by what their people are called', () => {
    const { worlds } = openWorlds();
    const world = worlds.create({ name: 'w-7' });

    expect(worlds.account('Marketer+W-7@Lumenplay.example')).toMatchObject({
      accountId: 'u-1002+w-7',
      world,
    });
    expect(worlds.account('u-1002+w-7')?.user).toBe(world.users.find('u-1002'));
    expect(worlds.account('u-1002')).toMatchObject({ accountId: 'u-1002', world: worlds.standard });
    expect(worlds.account('u-1002+gone')).toBeUndefined();
    expect(worlds.account('stranger+w-7@lumenplay.example')).toBeUndefined();
    expect(worlds.of('u-1002+gone')).toBe(worlds.standard);
  });

  test.each(['', 'W1', 'a b', 'w'.repeat(33), 'w+1', 'default', 'taken', '../x'])(
    'are not called %j',
    (name) => {
      const { worlds } = openWorlds();
      worlds.create({ name: 'taken' });

      expect(() => worlds.create({ name })).toThrow(WorldsError);
      expect(worlds.all()).toHaveLength(2);
    },
  );

  test('are at most a hundred, and never take up a name again by themselves', () => {
    const { worlds } = openWorlds();
    for (let count = 1; count < 100; count += 1) worlds.create();
    expect(() => worlds.create()).toThrow('There are 100 worlds already. Remove one first.');

    expect([worlds.remove('w1'), worlds.remove('w1'), worlds.remove('default')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(worlds.create().name).toBe('w101');
  });
});
