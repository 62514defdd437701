import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { isWithinTime } from '../tenant/clock.ts';
import { settle } from '../tenant/life/settle.ts';
import { Problem, defineCall } from './call.ts';

/** The world's time. */
export const readClock = defineCall({
  method: 'GET',
  path: '/clock',
  input: z.strictObject({}),
  handle: ({ world }) => shown(world.clock),
});

/** Stops the world's time, sets it going again, or moves it. What became due happened when the answer comes. */
export const moveClock = defineCall({
  method: 'POST',
  path: '/clock',
  input: z.strictObject({
    frozen: z.boolean().optional(),
    advance: z.iso.duration().optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  }),
  handle({ world }, { frozen, advance, to }) {
    const { clock } = world;
    const start = to === undefined ? clock.now() : new Date(to);
    const goal = advance === undefined ? start.getTime() : later(start, advance);
    if (!isWithinTime(goal)) {
      const field = advance === undefined ? 'to' : 'advance';
      return new Problem(400, "The world's time stays between the years 1970 and 9999.", { field });
    }
    if (frozen !== undefined) clock.freeze(frozen);
    if (to === undefined) clock.advance(goal - start.getTime());
    else clock.set(new Date(goal));
    settle(world);
    return shown(clock);
  },
});

/** An instant after another, by the calendar of UTC; NaN when there is none. */
function later(start: Date, duration: string): number {
  try {
    return Temporal.Instant.fromEpochMilliseconds(start.getTime())
      .toZonedDateTimeISO('UTC')
      .add(Temporal.Duration.from(duration)).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return Number.NaN;
    throw error;
  }
}

function shown(clock: Clock): object {
  return { now: clock.now().toISOString(), frozen: clock.frozen, moved_ms: clock.moved };
}
