import { z } from 'zod';

/** What can be listened to. @see optimove-developers.readme.io/reference/post_general-registereventlistener */
export const listenerEvent = z.union([1, 2, 3, 4, 5, 11, 13, 14].map((event) => z.literal(event)));

/** There is one listener for each kind of event, and for each kind and channel. */
export function listenerKey(event: number, channel: number | undefined): string {
  return channel === undefined ? String(event) : `${event}-${channel}`;
}
