/** How many different filters of one list are remembered. */
const KEPT_FILTERS = 50;

/** What was made for a key, made again where it was not used for long: what was not used for longest is forgotten. */
export function rememberLatest<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  if (known.size > KEPT_FILTERS) known.delete(known.keys().next().value ?? '');
  return value;
}
