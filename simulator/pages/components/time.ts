import { html } from 'hono/html';
import type { Html } from '../define.ts';
import { counted } from './number.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
    formatters.set(zone, found);
  }
  return found;
}

/** `22 Nov 2026 15:04` in the given IANA zone. */
export function formatInstant(instant: Date | string, zone: string): string {
  return formatter(zone).format(new Date(instant)).replace(',', '');
}

/** An instant in the tenant's zone, the zone named beside it. */
export function time(instant: string, zone: string): Html {
  return html`${shortTime(instant, zone)} <span class="zone">${zone}</span>`;
}

/** An instant where the zone is named once for all, as in the caption of a table. */
export function shortTime(instant: string, zone: string): Html {
  return html`<time datetime="${instant}">${formatInstant(instant, zone)}</time>`;
}

const AGES = [
  { ms: 24 * 60 * 60_000, word: 'day' },
  { ms: 60 * 60_000, word: 'hour' },
  { ms: 60_000, word: 'minute' },
] as const;

/** `7 minutes ago`, in the largest unit that fits. */
export function ago(instant: string, now: Date): string {
  const passed = now.getTime() - Date.parse(instant);
  const unit = AGES.find(({ ms }) => passed >= ms);
  return unit ? `${counted(Math.floor(passed / unit.ms), unit.word)} ago` : 'just now';
}
