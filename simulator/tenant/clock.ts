import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { createWorldState } from './state.ts';
import type { WorldState } from './state.ts';

/** What a watch on the wall shows, in milliseconds since 1970. */
export type Wall = () => number;

const machineTime: Wall = () => new Date().getTime();

/** Where a clock stands, in milliseconds since 1970: the two starts, what it was moved by, and where it was stopped. */
const courseSchema = z.object({
  worldAtStart: z.number(),
  wallAtStart: z.number(),
  moves: z.number(),
  stoppedAt: z.number().nullable(),
});
type Course = z.output<typeof courseSchema>;

/**
 * The world's time: it starts at `start` (absent: now), runs as fast as real time, and may be moved and frozen. A clock that is
 * set going again continues from where it stood, so that time that was frozen never passes in the world.
 */
export function createClock(
  start?: Date,
  wall: Wall = machineTime,
  state: WorldState = createWorldState(),
): Clock {
  const wallAtStart = wall();
  const begun: Course = {
    worldAtStart: start?.getTime() ?? wallAtStart,
    wallAtStart,
    moves: 0,
    stoppedAt: null,
  };
  const table = state.table('clock', courseSchema);
  const course = (): Course => table.get('course') ?? begun;
  const change = (part: Partial<Course>): void => table.set('course', { ...course(), ...part });
  change({});

  const running = (): number => {
    const { worldAtStart, wallAtStart: since, moves } = course();
    return worldAtStart + (wall() - since) + moves;
  };
  const clock: Clock = {
    now: () => new Date(course().stoppedAt ?? running()),
    get frozen() {
      return course().stoppedAt !== null;
    },
    get moved() {
      const { moves, stoppedAt } = course();
      return stoppedAt === null ? moves : moves + stoppedAt - running();
    },
    freeze(frozen) {
      if (frozen) change({ stoppedAt: course().stoppedAt ?? running() });
      else change({ moves: clock.moved, stoppedAt: null });
    },
    advance(milliseconds) {
      const { moves, stoppedAt } = course();
      change(stoppedAt === null ? { moves: moves + milliseconds } : { stoppedAt: stoppedAt + milliseconds });
    },
    set(instant) {
      clock.advance(instant.getTime() - (course().stoppedAt ?? running()));
    },
    reset() {
      change({ moves: 0, stoppedAt: null });
    },
  };
  return clock;
}
