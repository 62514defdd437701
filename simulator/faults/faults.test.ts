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

  test('for any numbers, passes over the first requests and ends after so many', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer({ min: 1, max: 10 }), (after, times) => {
        const felt = feltOf([{ match: {}, effect: BROKEN, after, times }], 25);

        expect(felt).toEqual(felt.map((_, at) => at >= after && at < after + times));
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
