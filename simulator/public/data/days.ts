import type { TenantData } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { badRequest } from '../problem.ts';
import type { Problem } from '../problem.ts';

/** The tenant's day of an instant, `2026-11-20`. */
export function localDay({ facts }: TenantData, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(facts.time_zone).toPlainDate().toString();
}

/** An instant on the tenant's clocks, `2026-11-20 08:00:00`. */
export function localTime({ facts }: TenantData, instant: string): string {
  const { epochMilliseconds } = Temporal.Instant.from(instant);
  const local = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(facts.time_zone);
  return local.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}

export function today(world: World, tenant: TenantData): string {
  return localDay(tenant, world.clock.now().toISOString());
}

export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The number of a day, counted from 1970-01-01. */
export function dayNumber(day: string): number {
  return Temporal.PlainDate.from('1970-01-01').until(day).days;
}

export function periodProblem({
  StartDate,
  EndDate,
}: {
  StartDate: string;
  EndDate: string;
}): Problem | null {
  return StartDate <= EndDate ? null : badRequest(`StartDate ${StartDate} is after EndDate ${EndDate}.`);
}
