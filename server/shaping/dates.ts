/** What a relative or local date is relative to. */
export interface DateFrame {
  now: Date;
  time_zone: string;
}

const RELATIVE = /^([+-])(\d{1,4})([mhdw])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const NAMED_DAYS: Readonly<Record<string, number>> = { today: 0, yesterday: -1 };
const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

/** For messages: one of each form. */
export const DATE_EXAMPLES = [
  '2026-11-22',
  '2026-11-22T09:30',
  '2026-11-22T09:30:00Z',
  '-1h',
  '-7d',
  '-2w',
  'today',
] as const;

/**
 * The instant that a date argument means, or null for what is none. Days and times without an offset are the tenant's, and a day
 * has as many hours as the zone gives it; a whole day stands for its start, or for its last millisecond where it ends a range.
 */
export function resolveInstant(text: string, frame: DateFrame, edge: 'start' | 'end'): string | null {
  try {
    const instant = parse(text.trim(), frame, edge);
    const { year } = instant.toZonedDateTimeISO('UTC');
    return year < FIRST_YEAR || year > LAST_YEAR ? null : new Date(instant.epochMilliseconds).toISOString();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The calendar day that a date argument means in the tenant's zone, or null for what is none. */
export function resolveDay(text: string, frame: DateFrame): string | null {
  const instant = resolveInstant(text, frame, 'start');
  if (instant === null) return null;
  return Temporal.Instant.from(instant).toZonedDateTimeISO(frame.time_zone).toPlainDate().toString();
}

function parse(text: string, { now, time_zone }: DateFrame, edge: 'start' | 'end'): Temporal.Instant {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone);
  if (text === 'now') return here.toInstant();
  const day = NAMED_DAYS[text];
  if (day !== undefined) return edgeOf(here.toPlainDate().add({ days: day }), time_zone, edge);
  const relative = RELATIVE.exec(text);
  if (relative !== null) return here.add(durationOf(relative)).toInstant();
  if (DATE.test(text)) return edgeOf(Temporal.PlainDate.from(text), time_zone, edge);
  const dateTime = DATE_TIME.exec(text);
  if (dateTime === null) throw new RangeError('Not a date.');
  if (dateTime[1] !== undefined) return Temporal.Instant.from(text);
  return Temporal.PlainDateTime.from(text).toZonedDateTime(time_zone).toInstant();
}

function edgeOf(date: Temporal.PlainDate, timeZone: string, edge: 'start' | 'end'): Temporal.Instant {
  if (edge === 'start') return date.toZonedDateTime(timeZone).toInstant();
  return date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant().subtract({ milliseconds: 1 });
}

function durationOf([, sign, count, unit = '']: RegExpExecArray): Temporal.Duration {
  const isTime = unit === 'm' || unit === 'h';
  return Temporal.Duration.from(`${sign}P${isTime ? 'T' : ''}${count}${unit.toUpperCase()}`);
}
