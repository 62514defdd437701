import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';

const START = new Date('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;

function clockOnAWall() {
  let wall = 5_000_000;
  const clock = createClock(START, () => wall);
  return { clock, pass: (milliseconds: number) => (wall += milliseconds) };
}

describe('clock', () => {
  test('starts at its instant and runs as fast as real time', () => {
    const { clock, pass } = clockOnAWall();
    pass(HOUR);

    expect(clock.now().toISOString()).toBe('2026-01-01T01:00:00.000Z');
    expect(clock.moved).toBe(0);
  });

  test('starts now when no instant is given', () => {
    expect(
      createClock(undefined, () => 42)
        .now()
        .getTime(),
    ).toBe(42);
  });

  test('goes on from where it stood when it was frozen', () => {
    const { clock, pass } = clockOnAWall();
    clock.freeze(true);
    pass(HOUR);
    clock.freeze(true);
    expect([clock.frozen, clock.now()]).toEqual([true, START]);

    clock.freeze(false);
    pass(1_000);
    expect([clock.frozen, clock.now().toISOString()]).toEqual([false, '2026-01-01T00:00:01.000Z']);
  });

  test('may be moved while it stands and while it runs', () => {
    const { clock } = clockOnAWall();
    clock.advance(HOUR);
    clock.freeze(true);
    clock.advance(HOUR);
    expect(clock.now().toISOString()).toBe('2026-01-01T02:00:00.000Z');

    clock.set(new Date('2027-01-01T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });

  test('for any course of events, shows the start plus elapsed time plus what it was moved by', () => {
    const event = fc.oneof(
      fc.record({ pass: fc.nat(1e9) }),
      fc.record({ advance: fc.integer({ min: -1e9, max: 1e9 }) }),
      fc.record({ freeze: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { clock, pass } = clockOnAWall();
        let elapsed = 0;
        for (const one of events) {
          if ('pass' in one) pass(one.pass);
          else if ('advance' in one) clock.advance(one.advance);
          else clock.freeze(one.freeze);
          elapsed += 'pass' in one ? one.pass : 0;

          expect(clock.now().getTime()).toBe(START.getTime() + elapsed + clock.moved);
        }
        clock.reset();

        expect([clock.frozen, clock.moved]).toEqual([false, 0]);
        expect(clock.now().getTime()).toBe(START.getTime() + elapsed);
      }),
    );
  });
});
