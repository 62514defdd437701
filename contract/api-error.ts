import { z } from 'zod';

export const API_ERROR_CODES = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
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
      })
      .optional(),
  }),
});
export type ApiError = z.infer<typeof apiErrorSchema>;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
