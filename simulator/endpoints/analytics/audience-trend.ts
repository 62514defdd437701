import type { TRENDS } from '#contract/analytics.ts';
import type { CustomerSet } from '#fixtures/population/customer-set.ts';
import type { Audiences } from '../../tenant/audiences.ts';
import type { TenantCall } from '../define.ts';

export type Trend = (typeof TRENDS)[number];

const STEPS = {
  day: { unit: 'days', points: 30 },
  week: { unit: 'weeks', points: 12 },
  month: { unit: 'months', points: 12 },
} as const;

/** How many customers an audience had, from when it was made on; a day has the same number in every trend, and the last is today. */
export function audienceTrend(
  { tenant, world }: TenantCall,
  trend: Exclude<Trend, 'none'>,
  { population }: Audiences,
  audience: { set: CustomerSet; customers: number; created_at: string },
): { date: string; customers: number }[] {
  const zone = tenant.facts.time_zone;
  const dateOf = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  const today = dateOf(world.clock.now().toISOString());
  const made = dateOf(audience.created_at);
  const { unit, points } = STEPS[trend];
  const dates = Array.from({ length: points }, (_, at) => today.subtract({ [unit]: points - 1 - at }));
  return dates
    .filter((date) => Temporal.PlainDate.compare(date, made) >= 0 || date.equals(today))
    .map((date) => ({
      date: date.toString(),
      customers: date.equals(today)
        ? audience.customers
        : population.count(population.onDay(dayOf(date), audience.set)),
    }));
}

function dayOf(date: Temporal.PlainDate): number {
  return date.toZonedDateTime('UTC').epochMilliseconds / 86_400_000;
}
