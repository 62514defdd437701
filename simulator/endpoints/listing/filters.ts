import { foldText } from '../../tenant/fold-text.ts';
import { among, type Criterion, holding, within } from '../../tenant/table-index/criterion.ts';
import { type Named, namesOf } from '../../tenant/names-of.ts';

/** The filters that every entity list has. */
interface CommonFilters {
  query?: string | undefined;
  brand?: string | undefined;
  created_after?: string | undefined;
  created_before?: string | undefined;
  updated_after?: string | undefined;
  updated_before?: string | undefined;
}

interface Filterable {
  brand: string;
  created_at: string;
  updated_at: string;
}

export function commonCriteria<Row extends Filterable>(filters: CommonFilters): Criterion<Row>[] {
  const { created_after, created_before, updated_after, updated_before } = filters;
  return [
    ...among<Row>('brand', filters.brand, ({ brand }) => brand),
    ...within<Row>('created_at', [created_after, created_before], ({ created_at: at }) => at),
    ...within<Row>('updated_at', [updated_after, updated_before], ({ updated_at: at }) => at),
    ...holding<Row>(filters.query),
  ];
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

/** That a span of validity, open at its end when it ends at null, touches a calendar day of the tenant. */
export function validOn<Row extends { valid_from: string; valid_to: string | null }>(
  day: string | undefined,
  timeZone: string,
): Criterion<Row>[] {
  if (day === undefined) return [];
  const date = Temporal.PlainDate.from(day);
  const begins = date.toZonedDateTime(timeZone).epochMilliseconds;
  const ends = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return [
    {
      ask: 'span',
      property: 'valid_from',
      of: ({ valid_from: from }) => Date.parse(from),
      from: -Infinity,
      to: ends - 1,
    },
    {
      ask: 'span',
      property: 'valid_to',
      of: ({ valid_to: to }) => (to === null ? Infinity : Date.parse(to)),
      from: begins,
      to: Infinity,
    },
  ];
}
