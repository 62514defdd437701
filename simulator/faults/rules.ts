import { z } from 'zod';

const LONGEST_LATENCY_MS = 3_600_000;
const LONGEST_BODY_CHARACTERS = 100_000;

const matchSchema = z.strictObject({
  endpoint: z.string().optional(),
  path: z
    .string()
    .max(500)
    .refine((path) => path.startsWith('/') && isPattern(path), {
      error: 'must be a path such as /api/v1/tenants/lumenplay/campaigns, where * stands for anything',
    })
    .optional(),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  user: z.string().optional(),
});

const effectSchema = z
  .strictObject({
    status: z
      .int()
      .min(200)
      .max(599)
      .refine((status) => ![204, 205, 304].includes(status), { error: 'must be a status with a body' })
      .optional(),
    latencyMs: z.int().min(0).max(LONGEST_LATENCY_MS).optional(),
    body: z
      .json()
      .refine((body) => JSON.stringify(body).length <= LONGEST_BODY_CHARACTERS, {
        error: `must have at most ${LONGEST_BODY_CHARACTERS} characters as JSON`,
      })
      .optional(),
    reset: z.boolean().optional(),
    truncate: z.int().min(0).optional(),
    retryAfter: z.int().min(0).max(86_400).optional(),
  })
  .refine((effect) => Object.values(effect).some((value) => value !== undefined), {
    error: 'must name at least one of status, latencyMs, body, reset, truncate, retryAfter',
  });

/** What goes wrong, with which requests, how often. Rules are tried in their order; the first that applies counts. */
export const faultRuleSchema = z.strictObject({
  match: matchSchema,
  effect: effectSchema,
  /** So many requests feel it, and no more. */
  times: z.int().min(1).optional(),
  /** So many matching requests pass first. */
  after: z.int().min(0).optional(),
  /** Of each of the others; drawn from the seed. */
  probability: z.number().min(0).max(1).optional(),
});

export type FaultRule = z.output<typeof faultRuleSchema>;
export type FaultEffect = FaultRule['effect'];

function isPattern(pathname: string): boolean {
  try {
    return new URLPattern({ pathname }).pathname !== '';
  } catch {
    return false;
  }
}
