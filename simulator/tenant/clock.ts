import type { Clock } from '../ports.ts';

/** What a watch on the wall shows, in milliseconds since 1970. */
export type Wall = () => number;

const machineTime: Wall = () => new Date().getTime();

/**
 * The world's time: it starts at `start` (absent: now), runs as fast as real time, and may be moved and frozen. A clock that is
 * set going again continues from where it stood, so that time that was frozen never passes in the world.
 */
export function createClock(start?: Date, wall: Wall = machineTime): Clock {
  const wallAtStart = wall();
  const worldAtStart = start?.getTime() ?? wallAtStart;
  let moves = 0;
  let stoppedAt: number | null = null;

  const running = (): number => worldAtStart + (wall() - wallAtStart) + moves;
  const clock: Clock = {
    now: () => new Date(stoppedAt ?? running()),
    get frozen() {
      return stoppedAt !== null;
    },
    get moved() {
      return stoppedAt === null ? moves : moves + stoppedAt - running();
    },
    freeze(frozen) {
      if (frozen) stoppedAt ??= running();
      else {
        moves = clock.moved;
        stoppedAt = null;
      }
    },
    advance(milliseconds) {
      if (stoppedAt === null) moves += milliseconds;
      else stoppedAt += milliseconds;
    },
    set(instant) {
      clock.advance(instant.getTime() - (stoppedAt ?? running()));
    },
    reset() {
      moves = 0;
      stoppedAt = null;
    },
  };
  return clock;
}
