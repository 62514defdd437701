/** Instants, which no two answers have in common. */
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/gu;

/** The leaves of a value, by their places. */
function leavesOf(value: unknown, place = ''): [string, string][] {
  if (typeof value !== 'object' || value === null)
    return [[place, JSON.stringify(value ?? null).replaceAll(INSTANT, 'instant')]];
  return Object.entries(value).flatMap(([name, one]) => leavesOf(one, `${place}/${name}`));
}

/** Where two answers differ, as far as two answers to one question by themselves do not. */
export function differenceBetween(answer: unknown, alone: unknown, again: unknown): string | null {
  const [these, those, repeated] = [answer, alone, again].map((value) => new Map(leavesOf(value)));
  if (these === undefined || those === undefined || repeated === undefined) return null;
  const places = new Set([...these.keys(), ...those.keys()]);
  for (const place of places) {
    const restless = those.get(place) !== repeated.get(place);
    if (!restless && these.get(place) !== those.get(place)) return place;
  }
  return null;
}
