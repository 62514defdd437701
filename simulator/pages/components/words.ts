/** `bonus_amount` as `Bonus amount`. */
export function inWords(identifier: string): string {
  const words = identifier.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
