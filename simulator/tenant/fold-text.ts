/** Text as people compare it: without regard to case and accents. */
export function foldText(text: string): string {
  // Most names are plain, and there may be a hundred thousand of them.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '');
}
