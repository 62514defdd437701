/** A path and its query with names in other cases, letter by letter as the bits say; values stay as they are. */
export function spelled(call: string, upper: readonly boolean[]): string {
  const turn = (text: string): string =>
    text.replaceAll(/[a-z]/gi, (letter, at: number) =>
      upper[at % upper.length] === true ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const [pathname = '', query] = call.split('?');
  if (query === undefined) return turn(pathname);
  const names = query.replaceAll(
    /(^|&)([^=&]+)=/g,
    (_all, before: string, name: string) => `${before}${turn(name)}=`,
  );
  return `${turn(pathname)}?${names}`;
}

/** Whether a path is of the older half, which may have `/current` before it. */
export function hasCategory(path: string): boolean {
  return /^\/[A-Z]/.test(path);
}
