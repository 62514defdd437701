import type { CampaignRecord } from '#fixtures/world-data.ts';

type Schedule = NonNullable<CampaignRecord['schedule']>;
type Unit = 'days' | 'weeks' | 'months';

const NUMBERS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4 };
const UNITS: Readonly<Record<string, Unit>> = { day: 'days', week: 'weeks', month: 'months' };
const RHYTHMS: Readonly<Record<string, Unit>> = { daily: 'days', weekly: 'weeks', monthly: 'months' };

/** `daily`, `weekly on Friday`, `every two weeks on Friday`, `every 30 days`, `monthly`; null for words that are none of these. */
function rhythmOf(recurrence: string): { unit: Unit; count: number } | null {
  const words = recurrence.trim().toLowerCase();
  const known = RHYTHMS[words.split(' ', 1)[0] ?? ''];
  if (known !== undefined) return { unit: known, count: 1 };
  const [, times, name] = /^every (?:(\w+) )?(day|week|month)s?\b/.exec(words) ?? [];
  const unit = UNITS[name ?? ''];
  const count = times === undefined ? 1 : (NUMBERS[times] ?? Number(times));
  return unit === undefined || !Number.isInteger(count) || count < 1 ? null : { unit, count };
}

/** When a recurring schedule comes round next after an instant, at the same time of the tenant's day; null when it does not any more. */
export function nextAfter(schedule: Schedule | null, instant: number): number | null {
  if (schedule === null || schedule.kind !== 'recurring') return null;
  const rhythm = rhythmOf(schedule.recurrence ?? '');
  if (rhythm === null) return null;
  const start = Temporal.Instant.from(schedule.starts_at).toZonedDateTimeISO(schedule.time_zone);
  const { unit, count } = rhythm;
  const gone = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(schedule.time_zone);
  let round = Math.max(0, Math.floor(start.until(gone, { largestUnit: unit })[unit] / count));
  let next = start.add({ [unit]: round * count });
  while (next.epochMilliseconds <= instant) {
    round += 1;
    next = start.add({ [unit]: round * count });
  }
  const end = schedule.ends_at === null ? Infinity : Date.parse(schedule.ends_at);
  return next.epochMilliseconds > end ? null : next.epochMilliseconds;
}
