/** The parameters of a path that have one value each; MSW gives a list for a parameter that may be repeated, and we have none. */
export function singleParams(params: Readonly<Record<string, unknown>>): Record<string, string> {
  const single = Object.entries(params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(single);
}
