import { en } from 'chrono-node';

/** The days that a phrase names, first and last, as `2026-03-01`; or why it names none. */
export type WrittenDay = Days | { readonly why: string; readonly candidates: readonly string[] };

export interface Days {
  readonly from: string;
  readonly to: string;
}

const LONG = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const SHORT = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const MONTHS: ReadonlySet<string> = new Set(
  Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)))
    .flatMap((day) => [LONG.format(day), SHORT.format(day)])
    .concat('Sept')
    .map((word) => word.toLowerCase()),
);

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const FOUR_DIGITS = /(?<!\d)\d{4}(?!\d)/;

export function isMonth(word: string): boolean {
  return MONTHS.has(word.toLowerCase());
}

/**
 * Reads a calendar date or a month as English and as American readers do (chrono-node), and refuses it when they differ, or when
 * it does not say the year.
 */
export function writtenDay(text: string, now: Date): WrittenDay | undefined {
  if (ISO_DAY.test(text)) return isIsoDay(text) ? { from: text, to: text } : undefined;
  if (!FOUR_DIGITS.test(text))
    return { why: 'A date needs its year in four digits.', candidates: ['1 March 2026'] };
  const readings = [en.GB, en.casual].map((reader) => dayOf(reader, text, now));
  const [british, american] = readings;
  if (british === undefined || american === undefined) return undefined;
  if (british.from === american.from) return british;
  return { why: 'The day and the month can be read in two ways.', candidates: [british.from, american.from] };
}

function dayOf(reader: typeof en.casual, text: string, now: Date): Days | undefined {
  const [result, ...others] = reader.parse(text, { instant: now, timezone: 'UTC' });
  if (result?.text !== text || others.length > 0 || result.end !== null) return undefined;
  const { start } = result;
  if (start.isCertain('hour') || !start.isCertain('month')) return undefined;
  if (!start.isCertain('year')) return undefined;
  const year = start.get('year') ?? 0;
  const month = start.get('month') ?? 1;
  if (!start.isCertain('day')) return { from: iso(year, month, 1), to: iso(year, month + 1, 0) };
  const day = iso(year, month, start.get('day') ?? 1);
  return { from: day, to: day };
}

/** All days of a year. */
export function yearDays(year: number): Days {
  return { from: iso(year, 1, 1), to: iso(year, 12, 31) };
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Whether a text is a day as the contract writes it. */
export function isIsoDay(text: string): boolean {
  return ISO_DAY.test(text) && !Number.isNaN(Date.parse(text)) && iso(...partsOf(text)) === text;
}

function partsOf(text: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return [year, month, day];
}
