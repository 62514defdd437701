import { z } from 'zod';
import type { Clock } from '../ports.ts';
import { createWorldState } from './state.ts';
import type { Rows, WorldState } from './state.ts';

/** What a watch on the wall shows, in milliseconds since 1970. */
export type Wall = () => number;

const machineTime: Wall = () => new Date().getTime();

/** Where a clock stands, in milliseconds since 1970: the two starts, what it was moved by, and where it was stopped. */
const LAST = Date.parse('9999-12-31T23:59:59Z');
const instantSchema = z.int().min(0).max(LAST);
const courseSchema = z.object({
  worldAtStart: instantSchema,
  wallAtStart: instantSchema,
  moves: z.int().min(-LAST).max(LAST),
  stoppedAt: instantSchema.nullable(),
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

  const running = (): number => runningOf(course(), wall());
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
    get wall() {
      return wall();
    },
  };
  return clock;
}

/** The rows of a clock as if the time outside had stood still for so many milliseconds: the world's goes on from where it stood. */
export function withoutPause(rows: Rows, milliseconds: number): Rows {
  const { clock = [] } = rows;
  return {
    ...rows,
    clock: clock.map(([key, value]) => {
      const { data } = courseSchema.safeParse(value);
      return [key, data ? { ...data, wallAtStart: data.wallAtStart + milliseconds } : value] as const;
    }),
  };
}

/** Whether a world can be at this instant. */
export function isWithinTime(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= LAST;
}

/** What the clock of these rows showed when the time outside was `wall`; null for rows of no clock. */
export function readingOf(rows: Rows, wall: number): { now: string; frozen: boolean } | null {
  const { data } = courseSchema.safeParse(rows['clock']?.[0]?.[1]);
  if (data === undefined) return null;
  const now = new Date(data.stoppedAt ?? runningOf(data, wall));
  return { now: now.toISOString(), frozen: data.stoppedAt !== null };
}

/** Where a clock of this course is while it runs. */
function runningOf({ worldAtStart, wallAtStart, moves }: Course, wall: number): number {
  return worldAtStart + (wall - wallAtStart) + moves;
}
