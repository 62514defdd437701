import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const KNOWN = ['optimove_get_campaign', 'optimove_list_campaigns', 'optimove_list_journeys'];

describe('nearest', () => {
  test.each([
    ['optimove_list_campaign', 'optimove_list_campaigns'],
    ['list_journeys', 'optimove_list_journeys'],
    ['campaigns', undefined],
    ['', undefined],
  ])('of %j is %j', (given, name) => {
    expect(nearest(given, KNOWN)).toBe(name);
  });

  test('of nothing known is nothing', () => {
    expect(nearest('optimove_get_campaign', [])).toBeUndefined();
  });

  test('takes no time for a text of megabytes', () => {
    const start = performance.now();

    expect(nearest('x'.repeat(4_000_000), KNOWN)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(100);
  });
});
