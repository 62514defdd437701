import type { Roster } from '#fixtures/population/roster.ts';

/** The id of a customer of the demo world: `C0000042`. */
export function customerId(number: number): string {
  return `C${String(number).padStart(7, '0')}`;
}

/** The number behind an id; null for a customer whom the tenant does not have. */
export function customerNumber(id: string, { size }: Roster): number | null {
  const number = Number(/^c(\d{7,9})$/i.exec(id)?.[1] ?? 0);
  return number >= 1 && number <= size ? number : null;
}
