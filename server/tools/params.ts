import { z } from 'zod';
import { channelKindSchema, idSchema } from '#contract/entities/entity.ts';
import { PAGE_SIZE } from '../limits.ts';

const CURSOR_CHARACTERS = 8192;
const DATE_CHARACTERS = 40;

export const cursorParam = z
  .string()
  .max(CURSOR_CHARACTERS)
  .optional()
  .describe('next_cursor from the previous page.');

export const pagingParams = {
  limit: z.int().min(1).max(PAGE_SIZE.max).default(PAGE_SIZE.default).describe('Page size.'),
  cursor: cursorParam,
};

export const queryParam = z.string().max(200).optional().describe('Name or key contains.');

/** A point in time, resolved by `shaping/dates.ts`. */
export function dateParam(
  description = 'ISO date or date-time, or relative like -7d or -1h. Tenant time zone.',
) {
  return z.string().max(DATE_CHARACTERS).optional().describe(description);
}

/** Any of some values. */
export function anyOfParam<Value extends z.ZodEnum>(value: Value, description: string) {
  return z.array(value).max(value.options.length).optional().describe(description);
}

/** An exact key, such as the name of an event or a tag. */
export function keyParam(description: string) {
  return z.string().max(64).optional().describe(description);
}

export function idParam(description: string) {
  return idSchema.optional().describe(description);
}

export const channelParam = channelKindSchema.optional().describe('Execution channel.');
