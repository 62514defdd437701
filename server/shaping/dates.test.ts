import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveDay, resolveInstant } from './dates.ts';

const ZONES = ['Europe/Malta', 'America/Chicago', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia'] as const;
const zones = fc.constantFrom(...ZONES);
const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
const malta = { now: new Date('2026-11-22T12:00:00Z'), time_zone: 'Europe/Malta' };
const start = (text: string, frame = malta) => resolveInstant(text, frame, 'start');
const end = (text: string, frame = malta) => resolveInstant(text, frame, 'end');

describe('resolveInstant', () => {
  test.each([
    ['now', '2026-11-22T12:00:00.000Z'],
    ['-1h', '2026-11-22T11:00:00.000Z'],
    ['-30m', '2026-11-22T11:30:00.000Z'],
    ['-7d', '2026-11-15T12:00:00.000Z'],
    ['-2w', '2026-11-08T12:00:00.000Z'],
    ['+1d', '2026-11-23T12:00:00.000Z'],
    ['today', '2026-11-21T23:00:00.000Z'],
    ['yesterday', '2026-11-20T23:00:00.000Z'],
    ['2026-11-20', '2026-11-19T23:00:00.000Z'],
    ['2026-11-20T09:30', '2026-11-20T08:30:00.000Z'],
    ['2026-11-20T09:30:15Z', '2026-11-20T09:30:15.000Z'],
    ['2026-11-20T09:30:00.5-06:00', '2026-11-20T15:30:00.500Z'],
  ])('reads %s in the zone of the tenant', (text, expected) => {
    expect(start(text)).toBe(expected);
  });

  test('lets a whole day that ends a range last until its end', () => {
    expect(end('2026-11-20')).toBe('2026-11-20T22:59:59.999Z');
    expect(end('today')).toBe('2026-11-22T22:59:59.999Z');
    expect(end('2026-11-20T09:30')).toBe('2026-11-20T08:30:00.000Z');
  });

  test.each([
    ['Europe/Malta', '2026-03-29', 23],
    ['Europe/Malta', '2026-10-25', 25],
    ['America/Chicago', '2026-03-08', 23],
    ['America/Chicago', '2026-11-01', 25],
  ])('gives a day of changing clocks in %s (%s) its %i hours', (time_zone, day, hours) => {
    const frame = { ...malta, time_zone };

    const length = Date.parse(end(day, frame) ?? '') - Date.parse(start(day, frame) ?? '');

    expect(length).toBe(hours * 3_600_000 - 1);
  });

  test.each([
    ['Europe/Malta', '2026-03-30T10:00:00Z', '2026-03-28T11:00:00.000Z'],
    ['America/Chicago', '2026-11-02T18:00:00Z', '2026-10-31T17:00:00.000Z'],
  ])('keeps the time of day of a relative day in %s when the clocks change', (time_zone, now, expected) => {
    expect(start('-2d', { now: new Date(now), time_zone })).toBe(expected);
  });

  test.each([
    '',
    ' ',
    '-7',
    '7d',
    '-7y',
    'last week',
    '2026-02-30',
    '2026-13-01',
    '22/11/2026',
    '2026-11-22T25:00',
    '-99999d',
    '0000-01-01',
    '9999-12-31',
    '2026-11-22T09:30[UTC]',
    '2026-11-22\u0000',
    '-9999w-1h',
  ])('refuses %j', (text) => {
    expect(start(text)).toBeNull();
  });

  test('for any instant and zone, what it resolves to resolves to itself', () => {
    fc.assert(
      fc.property(instants, instants, zones, (date, now, time_zone) => {
        const frame = { now, time_zone };
        expect(start(date.toISOString(), frame)).toBe(date.toISOString());
        expect(end(date.toISOString(), frame)).toBe(date.toISOString());
      }),
    );
  });

  test('for any day and zone, its start and end are that day and touch the days beside it', () => {
    fc.assert(
      fc.property(instants, zones, (date, time_zone) => {
        const frame = { now: date, time_zone };
        const day = resolveDay('now', frame) ?? '';
        const [from, to] = [start(day, frame), end(day, frame)];

        expect(resolveDay(from ?? '', frame)).toBe(day);
        expect(resolveDay(to ?? '', frame)).toBe(day);
        expect(resolveDay(new Date(Date.parse(from ?? '') - 1).toISOString(), frame)).not.toBe(day);
        expect(resolveDay(new Date(Date.parse(to ?? '') + 1).toISOString(), frame)).not.toBe(day);
        expect(from).toBe(start('today', frame));
      }),
    );
  });

  test('for any text at all, it gives an instant or null', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9TZmhdw:.]{0,30}$/)), (text) => {
        expect(start(text) ?? '2000-01-01T00:00:00.000Z').toMatch(
          /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
        );
      }),
    );
  });
});

describe('resolveDay', () => {
  test('is the calendar day of the tenant', () => {
    expect(resolveDay('2026-11-22', malta)).toBe('2026-11-22');
    expect(resolveDay('2026-11-22T23:30:00Z', malta)).toBe('2026-11-23');
    expect(resolveDay('nonsense', malta)).toBeNull();
  });
});
