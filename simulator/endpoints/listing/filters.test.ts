import { describe, expect, test } from 'vitest';
import { fitsAll } from '../../tenant/table-index/criterion.ts';
import { matchesText, validOn } from './filters.ts';

const PROMOTION = { name: 'Weekend Reload', code: 'WKND50' };
const SEGMENT = { name: 'VIPs, lapsed', key: 'lapsed_vip' };

describe('a text filter', () => {
  test.each([
    [PROMOTION, 'RELOAD', true],
    [PROMOTION, 'wknd', true],
    [PROMOTION, 'reloadwknd', false],
    [SEGMENT, 'lapsed_', true],
    [SEGMENT, 'wknd', false],
    [SEGMENT, '\u202E', true],
    [SEGMENT, undefined, true],
  ])('of %o with %o answers %s', (record, text, expected) => {
    expect(matchesText(record, text)).toBe(expected);
  });
});

describe('a span of validity', () => {
  // Half an hour past midnight in Malta, where it is still the day before in UTC; clocks go forward there on 29 March 2026.
  test.each([
    ['2026-06-05T22:30:00Z', null, '2026-06-05', false],
    ['2026-06-05T22:30:00Z', null, '2026-06-06', true],
    ['2026-06-01T00:00:00Z', '2026-06-05T22:30:00Z', '2026-06-06', true],
    ['2026-06-01T00:00:00Z', '2026-06-05T22:30:00Z', '2026-06-07', false],
    ['2026-03-28T22:30:00Z', null, '2026-03-28', true],
    ['2026-03-28T23:30:00Z', null, '2026-03-28', false],
    ['2026-03-29T21:30:00Z', null, '2026-03-29', true],
    ['2026-03-29T22:30:00Z', null, '2026-03-29', false],
  ])('from %s to %s touches the Maltese day %s: %s', (from, to, day, expected) => {
    const promotion = { name: 'Weekend Reload', valid_from: from, valid_to: to };

    expect(fitsAll(validOn(day, 'Europe/Malta'), promotion)).toBe(expected);
  });
});
