import { describe, expect, test } from 'vitest';
import type { TenantData } from '#fixtures/world-data.ts';
import { createTinyWorld } from '../testing/tiny-world.ts';
import { canonicalJson } from './canonical-json.ts';
import { fingerprintOf } from './hash.ts';

function tenantOf(world = createTinyWorld(), id = 'one'): TenantData {
  const data = world.tenant(id);
  if (data === undefined) throw new TypeError(`The tiny world has no tenant ${id}.`);
  return data;
}

describe('fingerprintOf', () => {
  test('is the same for the same seed, wherever the clock stands', () => {
    const moved = createTinyWorld();
    moved.clock.advance(1e9);

    expect(fingerprintOf([tenantOf(moved)])).toEqual(fingerprintOf([tenantOf()]));
  });

  test('counts each kind over all the tenants', () => {
    const { entities } = fingerprintOf([tenantOf(), tenantOf(undefined, 'two')]);

    expect(entities['campaign']?.count).toBe(72);
    expect(Object.keys(entities)).toContain('target_group');
  });

  test('differs in one kind, and as a whole, when one record differs in one value', () => {
    const data = tenantOf();
    const [first, ...rest] = data.collections.streams;
    const streams = first === undefined ? [] : [{ ...first, objective: 'changed' }, ...rest];
    const changed = { ...data, collections: { ...data.collections, streams } };
    const [before, after] = [fingerprintOf([data]), fingerprintOf([changed])];

    expect(after.hash).not.toBe(before.hash);
    const kinds = Object.keys(before.entities).filter(
      (kind) => before.entities[kind]?.hash !== after.entities[kind]?.hash,
    );
    expect(kinds).toEqual(['stream']);
  });
});

describe('canonicalJson', () => {
  test('does not depend on the order of keys, and keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: 1, c: null } })).toBe('{"a":{"c":null,"d":1},"b":[2,1]}');
  });
});
