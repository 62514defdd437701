import { z } from 'zod';
import { channelKindSchema, dateSchema, idSchema } from './entity.ts';

const count = z.int().min(0);

/**
 * What one action of a campaign achieved through one channel on one day. Counts and money add up over any choice of rows: every
 * customer of a run stands in exactly one of its rows, the one of the channel that reached them or that of the control action.
 */
export const resultRowSchema = z.object({
  /** The tenant's day of the run. All that came of the run counts on this day, however much later it came. */
  day: dateSchema,
  brand: z.string(),
  campaign_id: idSchema,
  action_id: idSchema,
  /** Null for the control action, which sends nothing. */
  channel: channelKindSchema.nullable(),
  /** Customers selected. Those of the control action are the measure for uplift. */
  customers: count,
  sent: count,
  delivered: count,
  bounced: count,
  opened: count,
  clicked: count,
  converted: count,
  unsubscribed: count,
  /** In hundredths of the tenant's currency, so that sums are exact in whatever order they are taken. */
  revenue_cents: count,
});
export type ResultRow = z.infer<typeof resultRowSchema>;
