import { z } from 'zod';
import { dateSchema } from './entity.ts';

/** How many customers of a brand did anything on one of the tenant's days; who is active at two brands counts at both. */
export const activityDaySchema = z.object({
  day: dateSchema,
  brand: z.string(),
  active_customers: z.int().min(0),
});
export type ActivityDay = z.infer<typeof activityDaySchema>;
