import { z } from 'zod';
import { channelKindSchema, idSchema } from '#contract/entities/entity.ts';
import { PAGE_SIZE } from '../limits.ts';

const CURSOR_CHARACTERS = 8192;
const DATE_CHARACTERS = 40;

/** Text of a bounded length that the schema does not mention: for what nobody composes, the words of a tool list are too dear. */
function shortText(most: number) {
  return z.string().refine((text) => text.length <= most, `must have at most ${most} characters`);
}

export const cursorParam = shortText(CURSOR_CHARACTERS)
  .optional()
  .describe('next_cursor of the page before.');

export const pagingParams = {
  limit: z.int().min(1).max(PAGE_SIZE.max).default(PAGE_SIZE.default).describe('Page size.'),
  cursor: cursorParam,
};

export const queryParam = z.string().max(200).optional().describe('Name or key contains.');

/** A point in time, resolved by `shaping/dates.ts`. */
export function dateParam(description = 'ISO date or time, or relative: -7d, -1h.') {
  return shortText(DATE_CHARACTERS).optional().describe(description);
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
