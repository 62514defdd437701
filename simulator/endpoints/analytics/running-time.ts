import type { Period } from '../../tenant/analytics/calendar.ts';

/** So many values are aggregated in no time, and so many in each second beyond. */
const INSTANT_VALUES = 50_000;
const VALUES_PER_SECOND = 1000;

interface Sized {
  results: readonly { day: string; campaign_id: string }[];
  campaign: (id: string) => object | undefined;
}

/**
 * How long a question takes on the world's clock, in milliseconds. Each row of results in the period costs one value for itself and
 * one for each dimension; all results of any small tenant are instant.
 */
export function runningTime(
  { results, campaign }: Sized,
  { from, to, dimensions }: Period & { dimensions: readonly string[] },
): number {
  // Most questions are too small whatever they leave out.
  if (results.length * (1 + dimensions.length) <= INSTANT_VALUES) return 0;
  const rows = results.filter(
    ({ day, campaign_id }) => day >= from && day <= to && campaign(campaign_id) !== undefined,
  );
  const values = rows.length * (1 + dimensions.length);
  return Math.max(0, Math.ceil(((values - INSTANT_VALUES) * 1000) / VALUES_PER_SECOND));
}
