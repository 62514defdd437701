import { readFileSync } from 'node:fs';
import { z } from 'zod';

const examplesSchema = z.object({
  /** By operation: what was sent, and what came back for each status. */
  operations: z.record(
    z.string(),
    z.object({
      request: z.object({
        path: z.record(z.string(), z.string()),
        query: z.record(z.string(), z.unknown()),
        body: z.unknown().optional(),
      }),
      answers: z.record(z.string(), z.unknown()),
    }),
  ),
  /** By name of the refusal. */
  refusals: z.record(z.string(), z.unknown()),
});
export type Examples = z.infer<typeof examplesSchema>;

export const EXAMPLES_FILE = new URL('./examples.json', import.meta.url);

/** Calls that were made of the demo world, and what they were answered with; written by `npm run examples`. */
export function readExamples(): Examples {
  return examplesSchema.parse(JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8')));
}
