import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFaults } from './faults.ts';
import type { FaultRule } from './rules.ts';

const REQUEST = {
  endpoint: 'list-campaigns',
  method: 'GET',
  url: 'http://localhost:4320/api/v1/tenants/lumenplay/campaigns?limit=1',
  user: ['u1', 'ann@lumenplay.example'],
};
const BROKEN = { status: 503 };
const feltOf = (rules: readonly FaultRule[], requests: number, seed = 1) => {
  const faults = createFaults(seed);
  faults.set(rules);
  return Array.from({ length: requests }, () => faults.effectOn(REQUEST) !== null);
};

describe('createFaults', () => {
  test.each<[FaultRule['match'], boolean]>([
    [{}, true],
    [{ endpoint: 'list-campaigns', method: 'GET', user: 'ann@lumenplay.example' }, true],
    [{ user: 'u1', path: '/api/v1/tenants/*/campaigns' }, true],
    [{ path: '/api/v1/tenants/lumenplay/*' }, true],
    [{ path: '/api/v1/tenants/lumenplay' }, false],
    [{ endpoint: 'get-campaign' }, false],
    [{ method: 'POST' }, false],
    [{ endpoint: 'list-campaigns', user: 'u2' }, false],
  ])('%j applies to the request: %s', (match, applies) => {
    expect(feltOf([{ match, effect: BROKEN }], 1)).toEqual([applies]);
  });

  test('for any numbers, passes over the first requests, then strikes each so-manieth, so many times', () => {
    const some = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(fc.nat(10), some, some, (after, every, times) => {
        const felt = feltOf([{ match: {}, effect: BROKEN, after, every, times }], 60);
        const struck = Array.from({ length: times }, (_, turn) => after + every * (turn + 1) - 1);

        expect(felt).toEqual(felt.map((_, at) => struck.includes(at)));
      }),
    );
  });

  test('for any requests of others in between, counts only those that match', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.nat(5), (mine, after) => {
        const faults = createFaults(1);
        faults.set([{ match: { user: 'u1' }, effect: BROKEN, after, times: 3 }]);
        const felt = mine.map(
          (isMine) => faults.effectOn(isMine ? REQUEST : { ...REQUEST, user: ['u2'] }) !== null,
        );
        const counts = mine.map((isMine, at) => (isMine ? mine.slice(0, at + 1).filter(Boolean).length : 0));

        expect(felt).toEqual(counts.map((count) => count > after && count <= after + 3));
      }),
    );
  });

  test('gives a request the first rule that applies', () => {
    const faults = createFaults(1);
    faults.set([
      { match: {}, effect: BROKEN, times: 1 },
      { match: {}, effect: { status: 429 } },
    ]);

    expect([faults.effectOn(REQUEST), faults.effectOn(REQUEST)]).toEqual([BROKEN, { status: 429 }]);
  });

  test('for any seed and probability, draws the same again, about as often as it says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, probability) => {
        const rules = [{ match: {}, effect: BROKEN, probability }];
        const felt = feltOf(rules, 400, seed);

        expect(feltOf(rules, 400, seed)).toEqual(felt);
        expect(Math.abs(felt.filter(Boolean).length / 400 - probability)).toBeLessThan(0.15);
      }),
    );
  });
});
