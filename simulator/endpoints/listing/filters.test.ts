import { describe, expect, test } from 'vitest';
import { matchesText } from './filters.ts';

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
