/** From here on the simulator makes up ids; a caller who names new ones stays below. */
export const FIRST_MADE_UP = 900_000_001;

export function isMadeUp(id: string | undefined): boolean {
  return Number(id ?? 0) >= FIRST_MADE_UP;
}
