import { z } from 'zod';
import { defineCall } from './call.ts';

/** What would have gone to customers. */
export const readMessages = defineCall({
  method: 'GET',
  path: '/messages',
  input: z.strictObject({}),
  handle: ({ world }) => ({ messages: world.messages.all(), evicted: world.messages.evicted }),
});
