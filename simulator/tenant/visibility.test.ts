import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorld } from '#fixtures/open-world.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { TINY_USERS, createTinyWorld } from '../testing/tiny-world.ts';
import { ENTITY_COLLECTIONS } from './entity-types.ts';
import { createWorld } from './world.ts';

const COLLECTIONS = Object.values(ENTITY_COLLECTIONS);

interface Owned {
  id: string;
  brand?: string;
}

describe('World.visible', () => {
  test('for any user, tenant and collection, is exactly what a member with the brand may see', () => {
    const world = createTinyWorld();
    fc.assert(
      fc.property(
        fc.constantFrom(...TINY_USERS),
        fc.constantFrom('one', 'two', 'nowhere'),
        fc.constantFrom(...COLLECTIONS),
        (user, tenant, collection) => {
          // Every role may read entities, so membership and brand decide here.
          const brands = user.disabled
            ? undefined
            : user.memberships.find((membership) => membership.tenant === tenant)?.brands;
          const all: readonly Owned[] = world.tenant(tenant)?.collections[collection] ?? [];
          const allowed = all.filter(
            ({ brand }) => brands !== undefined && (brand === undefined || brands.includes(brand)),
          );

          expect(world.visible(user, tenant, collection)).toEqual(allowed);
        },
      ),
    );
  });

  test('gives the same array to the same rights, whoever has them', () => {
    const world = createTinyWorld();
    const ann = world.users.find('ann');
    const twin = ann && { ...ann, id: 'twin' };

    expect(ann && world.visible(ann, 'one', 'campaigns')).toBe(
      twin && world.visible(twin, 'one', 'campaigns'),
    );
  });

  test('follows a change of rights at once', () => {
    const world = createTinyWorld();
    const count = () => {
      const bob = world.users.find('bob');
      return bob && world.visible(bob, 'one', 'campaigns').length;
    };

    expect(count()).toBe(32);
    world.users.change('bob', { brands: ['red'] });
    expect(count()).toBe(16);
    world.users.change('bob', { disabled: true });
    expect(count()).toBe(0);
  });
});

describe('World.visibleSignals', () => {
  test.each(['jobs', 'errors'] as const)(
    'gives %s to the roles that may read them: those of the brands, and those of no brand',
    (kind) => {
      const world = createTinyWorld();
      for (const user of TINY_USERS) {
        for (const tenant of world.tenantIds) {
          const membership = user.disabled
            ? undefined
            : user.memberships.find((one) => one.tenant === tenant && one.role !== 'viewer');
          const all: readonly { id: string; brand: string | null }[] =
            world.tenant(tenant)?.platform[kind] ?? [];
          const allowed = all.filter(
            ({ brand }) => membership && (brand === null || membership.brands.includes(brand)),
          );

          expect(world.visibleSignals(user, tenant, kind)).toEqual(allowed);
        }
      }
    },
  );
});

describe('the demo world', () => {
  const world = createWorld({ seed: 1, scale: 'small', open: openWorld });
  const seen = (email: string, tenant: string, collection: keyof Collections): readonly Owned[] => {
    const user = world.users.find(email);
    return user === undefined ? [] : world.visible(user, tenant, collection);
  };
  const brandsSeen = (email: string) =>
    new Set(seen(email, 'lumenplay', 'campaigns').map(({ brand }) => brand));

  test.each([
    ['admin@lumenplay.example', ['lumenbet', 'lumenplay']],
    ['marketer@lumenplay.example', ['lumenbet', 'lumenplay']],
    ['marketer.bet@lumenplay.example', ['lumenbet']],
    ['approver@lumenplay.example', ['lumenbet', 'lumenplay']],
    ['analyst@lumenplay.example', ['lumenbet', 'lumenplay']],
    ['viewer@lumenplay.example', ['lumenplay']],
    ['agency@agency.example', ['lumenbet', 'lumenplay']],
    ['admin@northaisle.example', []],
    ['disabled@lumenplay.example', []],
  ])('%s sees the campaigns of %j in lumenplay', (email, brands) => {
    expect(brandsSeen(email)).toEqual(new Set(brands));
  });

  test('northaisle is for its admin and the agency', () => {
    const insiders = world.users
      .all()
      .filter(({ email }) => seen(email, 'northaisle', 'campaigns').length > 0);

    expect(new Set(insiders.map(({ email }) => email))).toEqual(
      new Set(['admin@northaisle.example', 'agency@agency.example']),
    );
  });
});
