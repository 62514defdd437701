import { z } from 'zod';
import { pathPatternSchema } from './path-pattern.ts';

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const LONGEST_BODY_CHARACTERS = 100_000;
const LARGEST_BODY_BYTES = 2 ** 30;

const matchSchema = z.strictObject({
  endpoint: z.string().optional(),
  path: pathPatternSchema.optional(),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  user: z.string().optional(),
  /** Which page of a list, the first being 1. */
  page: z.int().min(1).optional(),
});

const EFFECTS = {
  status: z
    .int()
    .min(200)
    .max(599)
    .refine((status) => ![204, 205, 304].includes(status), { error: 'must be a status with a body' })
    .optional(),
  body: z
    .json()
    .refine((body) => JSON.stringify(body).length <= LONGEST_BODY_CHARACTERS, {
      error: `must have at most ${LONGEST_BODY_CHARACTERS} characters as JSON`,
    })
    .optional(),
  staleToken: z.boolean().optional(),
  latencyMs: z.int().min(0).max(HOUR_MS).optional(),
  retryAfter: z.int().min(0).max(DAY_SECONDS).optional(),
  retryAfterDate: z.int().min(0).max(DAY_SECONDS).optional(),
  skewMs: z
    .int()
    .min(-DAY_SECONDS * 1000)
    .max(DAY_SECONDS * 1000)
    .optional(),
  /** Where the answer leads; with a status of 3xx it is a redirect. */
  location: z
    .string()
    .max(2000)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  contentType: z
    .string()
    .max(200)
    .regex(/^[\x20-\x7e]+$/)
    .optional(),
  malformed: z.boolean().optional(),
  bodyBytes: z.int().min(0).max(LARGEST_BODY_BYTES).optional(),
  dripMs: z.int().min(0).max(HOUR_MS).optional(),
  truncate: z.int().min(0).optional(),
  reset: z.boolean().optional(),
};

const effectSchema = z
  .strictObject(EFFECTS)
  .refine((effect) => Object.values(effect).some((value) => value !== undefined), {
    error: `must name at least one of ${Object.keys(EFFECTS).join(', ')}`,
  });

/** What goes wrong, with which requests, how often. Rules are tried in their order; the first that applies counts. */
export const faultRuleSchema = z.strictObject({
  match: matchSchema,
  effect: effectSchema,
  /** So many requests feel it, and no more. */
  times: z.int().min(1).optional(),
  /** So many matching requests pass first. */
  after: z.int().min(0).optional(),
  /** Of the others, only each so-manieth feels it. */
  every: z.int().min(1).optional(),
  /** Of those, this share; drawn from the seed. */
  probability: z.number().min(0).max(1).optional(),
});

export type FaultRule = z.output<typeof faultRuleSchema>;
export type FaultEffect = FaultRule['effect'];
