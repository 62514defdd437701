import { html } from 'hono/html';
import type { Html } from '../define.ts';

const counts = new Intl.NumberFormat('en-GB');
const shortCounts = new Intl.NumberFormat('en-GB', { notation: 'compact' });
const rates = new Intl.NumberFormat('en-GB', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const differences = new Intl.NumberFormat('en-GB', {
  signDisplay: 'exceptZero',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percents = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 });

/** `12,408` */
export function count(value: number): string {
  return counts.format(value);
}

/** `+1.0`, `-0.4`: by how much something is more or less, with one decimal, so that a whole number does not look rounded. */
export function difference(value: number): string {
  return differences.format(value);
}

/** `12.4k`, where there is little room. */
export function countInShort(value: number): string {
  return shortCounts.format(value);
}

/** `12.5%` of a number of hundredths. */
export function percent(hundredths: number): string {
  return percents.format(hundredths / 100);
}

/** `4.0%` of a number of hundredths: always one decimal, so that a column of them lines up. */
export function rate(hundredths: number): string {
  return rates.format(hundredths / 100);
}

export function money(value: number, currency: string, maximumFractionDigits = 2): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits }).format(value);
}

/** `1 customer`, `12,408 customers` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A share in hundredths as a number and, for the eye, as a bar. */
export function share(hundredths: number): Html {
  return html`<span class="share"
    ><svg class="share-bar" viewBox="0 0 100 6" width="100" height="6" aria-hidden="true" focusable="false">
      <rect class="share-rest" width="100" height="6" rx="3" />
      <rect class="share-part" width="${Math.min(100, Math.max(0, hundredths))}" height="6" rx="3" />
    </svg>
    <span>${percent(hundredths)}</span></span
  >`;
}
