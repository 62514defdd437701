import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiPath } from './api-path.ts';

const template = '/tenants/:tenant/campaigns/:id';
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '../..',
    '%2e%2e',
    '%2f',
    '/',
    '\\',
    '?a=b',
    '#',
    ';',
    ':id',
    '\t',
    '\r\n',
    '\ud800',
    '//evil.test',
  ),
);

describe('apiPath', () => {
  test('for any value, the route that leaves is the route of the template', () => {
    fc.assert(
      fc.property(hostile, hostile, (tenant, id) => {
        const path = apiPath(template, { tenant, id });
        if (path === null) return;

        const url = new URL(`https://api.test/api/v1${path}`);

        const segments = url.pathname.split('/');
        expect(url.origin).toBe('https://api.test');
        expect(url.search + url.hash).toBe('');
        expect(segments.slice(0, 4)).toEqual(['', 'api', 'v1', 'tenants']);
        expect(segments[5]).toBe('campaigns');
        expect(segments).toHaveLength(7);
        expect(decodeURIComponent(segments[4] ?? '')).toBe(tenant);
        expect(decodeURIComponent(segments[6] ?? '')).toBe(id);
      }),
    );
  });

  test.each(['', '.', '..', 'a\u0000b', 'a\nb', '\u0085', '\ud800'])(
    'refuses %j, which cannot be an id',
    (id) => {
      expect(apiPath(template, { tenant: 'lumenplay', id })).toBeNull();
    },
  );

  test('keeps an ordinary id as it is', () => {
    expect(apiPath(template, { tenant: 'lumenplay', id: '1042' })).toBe('/tenants/lumenplay/campaigns/1042');
  });

  test('a place without a value is a mistake in the tool', () => {
    expect(() => apiPath(template, { tenant: 'lumenplay' })).toThrow(':id');
  });
});
