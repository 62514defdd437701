/** The ISO week of a day, `2026-W47`; the year is that of its Thursday. */
export function weekOf(day: string): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export interface Period {
  from: string;
  to: string;
}

/** The period of equal length just before, or the same days a year ago. */
export function periodBefore({ from, to }: Period, kind: 'previous_period' | 'previous_year'): Period {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const back = kind === 'previous_year' ? { years: 1 } : { days: first.until(last).days + 1 };
  return { from: first.subtract(back).toString(), to: last.subtract(back).toString() };
}
