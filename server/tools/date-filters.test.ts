import { describe, expect, test } from 'vitest';
import { ok } from '../result.ts';
import { resolveDates } from './date-filters.ts';

const frame = { now: new Date('2026-11-22T12:00:00Z'), time_zone: 'Europe/Malta' };

describe('resolveDates', () => {
  test('reads each date at the edge that its argument means, and leaves what is no date', () => {
    const day = '2026-11-20';
    const start = '2026-11-19T23:00:00.000Z';

    const resolved = resolveDates(
      {
        created_after: day,
        updated_after: day,
        execution_from: day,
        execution_to: day,
        valid_on: 'today',
        query: day,
        status: ['draft'],
      },
      frame,
    );

    expect(resolved).toEqual(
      ok({
        created_after: start,
        updated_after: start,
        execution_from: start,
        execution_to: '2026-11-20T22:59:59.999Z',
        valid_on: '2026-11-22',
      }),
    );
  });

  test('names the argument that is no date', () => {
    expect(resolveDates({ created_after: '-1h', updated_after: 'soon' }, frame)).toMatchObject({
      failure: { code: 'invalid_argument', argument: 'updated_after' },
    });
  });
});
