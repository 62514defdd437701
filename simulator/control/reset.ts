import { z } from 'zod';
import { defineCall } from './call.ts';
import type { ControlContext } from './call.ts';

const RESETS = {
  data: ({ world }) => world.reset(),
  journal: ({ world }) => world.journal.clear(),
  faults: ({ faults }) => faults.set([]),
  clock: ({ world }) => world.clock.reset(),
  grants: ({ authorizationServer }) => authorizationServer.reset(),
} as const satisfies Record<string, (context: ControlContext) => void>;

const partSchema = z.enum(['data', 'journal', 'faults', 'clock', 'grants']);

/** Back to the seed, wholly or in part. */
export const reset = defineCall({
  method: 'POST',
  path: '/reset',
  input: z.strictObject({ what: z.array(partSchema).default(partSchema.options) }),
  handle(context, { what }) {
    for (const part of what) RESETS[part](context);
    return { reset: what };
  },
});
