import * as fc from 'fast-check';

type Spoil = (value: unknown) => unknown;

/** Changes of a JSON value, each at one place in it; most of them break whatever schema it follows. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .tuple(fc.constantFrom(...places), changes)
    .map(([place, change]) => changedAt(value, place, change));
}

const changes: fc.Arbitrary<Spoil> = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }).map(
    (other): Spoil =>
      () =>
        other,
  ),
  fc.constantFrom<Spoil>(
    () => null,
    () => '',
    () => -1,
    () => 1.5,
    () => [],
    () => ({}),
    () => 'x'.repeat(3000),
    (value) => [value],
    (value) => String(value),
    (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, colour: 'red' }
        : value,
    (value) =>
      Array.isArray(value) ? Array.from({ length: 60 }, (_, at): unknown => value[at % value.length]) : value,
  ),
  fc.constant<Spoil>(() => undefined),
);

type Place = readonly (string | number)[];

function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [here];
  const inner = Array.isArray(value)
    ? value.flatMap((part: unknown, at) => placesIn(part, [...here, at]))
    : Object.entries(value).flatMap(([key, part]) => placesIn(part, [...here, key]));
  return [here, ...inner];
}

function changedAt(value: unknown, [first, ...rest]: Place, change: Spoil): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((part: unknown, at) => (at === first ? (changedAt(part, rest, change) ?? null) : part));
  }
  const entries = Object.entries(value ?? {}).map(
    ([key, part]: [string, unknown]) => [key, key === first ? changedAt(part, rest, change) : part] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}
