import { html } from 'hono/html';
import type { Html } from '../../pages/define.ts';
import { select } from '../../pages/components/field.ts';
import type { Period } from '../../tenant/analytics/calendar.ts';
import type { Place } from '../place.ts';

const PERIODS = { 90: 'Last 90 days', 30: 'Last 30 days', 7: 'Last 7 days' } as const;

/** What a dashboard is about: some days up to today, of all brands of the user or of one. */
export interface Choice extends Period {
  days: number;
  /** Empty for all. */
  brand: string;
}

/** What the address asks for; whatever does not fit is as good as absent. */
export function choiceOf(place: Place, now: Date, asked: URLSearchParams): Choice {
  const days = Object.keys(PERIODS)
    .map(Number)
    .find((number) => asked.get('days') === String(number));
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(place.tenant.time_zone)
    .toPlainDate();
  const length = days ?? 90;
  return {
    days: length,
    brand: place.membership.brands.find((key) => key === asked.get('brand')) ?? '',
    from: today.subtract({ days: length - 1 }).toString(),
    to: today.toString(),
  };
}

/** Period and brand as a form that a browser sends without script. */
export function choiceForm(path: string, { tenant, membership }: Place, { days, brand }: Choice): Html {
  const brands = tenant.brands.filter(({ key }) => membership.brands.includes(key));
  const periods = Object.entries(PERIODS).toSorted(([a], [b]) => Number(b) - Number(a));
  return html`<form class="filters" method="get" action="${path}">
    ${select({ name: 'days', label: 'Period', chosen: String(days), options: periods })}
    ${
      brands.length > 1 &&
      select({
        name: 'brand',
        label: 'Brand',
        chosen: brand,
        options: [['', 'All your brands'], ...brands.map(({ key, name }) => [key, name] as const)],
      })
    }
    <button class="button" type="submit">Show</button>
  </form>`;
}
