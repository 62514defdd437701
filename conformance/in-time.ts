import { NotTestable } from './finding.ts';

/** A check that waits for what never comes. */
export class DidNotEnd extends NotTestable {}

/** What comes of something, if it comes within so many milliseconds. */
export async function inTime<Thing>(running: Promise<Thing>, milliseconds: number): Promise<Thing> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new DidNotEnd(`it had not ended after ${milliseconds / 1000} seconds: an answer never came`));
  }, milliseconds);
  return Promise.race([running, promise]).finally(() => clearTimeout(timer));
}
