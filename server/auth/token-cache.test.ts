import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenCache } from './token-cache.ts';

/** A cache of two on a clock that is set by hand, before a source that counts what it gives. */
function cacheOfTwo() {
  const clock = { now: 0 };
  const obtained: string[] = [];
  const cache = createTokenCache({ now: () => new Date(clock.now), capacity: 2 });
  const get = async (place: string, seconds = 55) =>
    cache.get(place, async () => {
      obtained.push(place);
      return { token: `${place}-${obtained.length}`, seconds };
    });
  return { cache, clock, obtained, get };
}

describe('createTokenCache', () => {
  test('obtains a token once for all who ask while it is fresh', async () => {
    const { get, clock, obtained } = cacheOfTwo();

    const tokens = await Promise.all([get('a'), get('a'), get('b')]);
    clock.now = 54_999;
    tokens.push(await get('a'));
    clock.now = 55_000;
    tokens.push(await get('a'));

    expect(tokens).toEqual(['a-1', 'a-1', 'b-2', 'a-1', 'a-3']);
    expect(obtained).toEqual(['a', 'b', 'a']);
  });

  test('does not keep what is over as soon as it comes', async () => {
    const { get } = cacheOfTwo();

    expect([await get('a', 0), await get('a', -4)]).toEqual(['a-1', 'a-2']);
  });

  test('forgets a failure', async () => {
    const { cache, get } = cacheOfTwo();
    const failed = cache.get('a', async () => Promise.reject(new Error('down')));

    await expect(failed).rejects.toThrow('down');
    expect(await get('a')).toBe('a-1');
  });

  test('keeps nothing that is stale once there is something new', async () => {
    const { cache, get, clock } = cacheOfTwo();
    await get('a');
    clock.now = 55_000;

    await get('b');

    expect(cache.size).toBe(1);
  });

  test('lets the oldest go when it is full', async () => {
    const { get } = cacheOfTwo();

    for (const place of ['a', 'b', 'c']) await get(place);

    expect([await get('c'), await get('b'), await get('a')]).toEqual(['c-3', 'b-2', 'a-4']);
  });

  test('lets nobody go for a token that takes the place of its own', async () => {
    const { get, clock } = cacheOfTwo();
    await get('b');
    await get('a', 10);
    clock.now = 10_000;

    await get('a');

    expect(await get('b')).toBe('b-1');
  });

  test('forgets a token for all who were refused with it, and not the one that came after', async () => {
    const { cache, get } = cacheOfTwo();
    const refused = await get('a');

    const replace = async () => {
      await cache.forget('a', refused);
      return get('a');
    };
    const replaced = await Promise.all([replace(), replace()]);
    replaced.push(await replace());

    expect(replaced).toEqual(['a-2', 'a-2', 'a-2']);
  });

  test('drops whatever is at a place', async () => {
    const { cache, get } = cacheOfTwo();
    await get('a');

    cache.drop('a');

    expect(await get('a')).toBe('a-2');
  });

  test('for any callers in any order, nobody gets the token of another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(60_000))), async (calls) => {
        const { get, clock } = cacheOfTwo();
        await Promise.all(
          calls.map(async ([place, later]) => {
            clock.now += later;
            expect(await get(place)).toMatch(new RegExp(`^${place}-`));
          }),
        );
      }),
    );
  });
});
