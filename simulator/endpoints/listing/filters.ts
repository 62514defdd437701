import { foldText } from '../../tenant/fold-text.ts';
import { type Named, namesOf } from './names-of.ts';

/** The filters that every entity list has. */
export interface CommonFilters {
  query?: string | undefined;
  brand?: string | undefined;
  created_after?: string | undefined;
  created_before?: string | undefined;
  updated_after?: string | undefined;
  updated_before?: string | undefined;
}

interface Filterable extends Named {
  brand: string;
  created_at: string;
  updated_at: string;
}

export function matchesCommon(record: Filterable, filters: CommonFilters): boolean {
  return (
    (filters.brand === undefined || record.brand === filters.brand) &&
    isWithin(record.created_at, filters.created_after, filters.created_before) &&
    isWithin(record.updated_at, filters.updated_after, filters.updated_before) &&
    matchesText(record, filters.query)
  );
}

/** Whether the name, the key or the code holds the text, ignoring case and accents. */
export function matchesText(record: Named, text: string | undefined): boolean {
  if (text === undefined) return true;
  const wanted = foldText(text);
  return namesOf(record).some((name) => foldText(name).includes(wanted));
}

/** Whether an instant lies between two others, which belong to the span; what never happened lies in no span. */
export function isWithin(instant: string | null, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (instant === null) return false;
  const at = Date.parse(instant);
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at <= Date.parse(to));
}

/** Whether a value is among the wanted ones; no wish is fulfilled by everything. */
export function isAmong<Value>(value: Value, wanted: readonly Value[] | undefined): boolean {
  return wanted === undefined || wanted.includes(value);
}

export function isEqual<Value>(value: Value, wanted: Value | undefined): boolean {
  return wanted === undefined || value === wanted;
}

export function holds<Value>(values: readonly Value[], wanted: Value | undefined): boolean {
  return wanted === undefined || values.includes(wanted);
}

/** Whether a span of validity, open at its end when `to` is null, touches a calendar day of the tenant. */
export function isValidOn(from: string, to: string | null, day: string, timeZone: string): boolean {
  const date = Temporal.PlainDate.from(day);
  const begins = date.toZonedDateTime(timeZone).epochMilliseconds;
  const ends = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return Date.parse(from) < ends && (to === null || Date.parse(to) >= begins);
}
