import { z } from 'zod';
import { idSchema } from './entities/entity.ts';

export const API_ERROR_CODES = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
  /** 409: an entity of this kind and brand has the name already; `details.existing` is it. */
  'name_taken',
  /** 409: what there is does not allow it now; `details.possible_acts` are those that it allows. */
  'conflict',
  /** 422: the idempotency key came before with another body. */
  'idempotency_key_reused',
  'rate_limited',
  'internal_error',
] as const;

/** The error body of the tenant API. `details` holds only what helps the caller to mend the request. */
export const apiErrorSchema = z.object({
  error: z.object({
    code: z.enum(API_ERROR_CODES),
    message: z.string(),
    details: z
      .object({
        parameter: z.string().optional(),
        known_parameters: z.array(z.string()).optional(),
        allowed_values: z.array(z.string()).optional(),
        retry_after_seconds: z.number().optional(),
        /** Everything that is wrong with a body, each as the end of the sentence "<parameter> …". */
        problems: z.array(z.object({ parameter: z.string(), problem: z.string() })).optional(),
        possible_acts: z.array(z.string()).optional(),
        existing: z.object({ id: idSchema, name: z.string(), status: z.string(), url: z.url() }).optional(),
      })
      .optional(),
  }),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
