/** A number as it was written, or why it has no one reading. */
export type WrittenNumber =
  | {
      readonly value: number;
      readonly grouped: boolean;
      readonly letters: string;
      readonly thousands: boolean;
    }
  | { readonly why: string; readonly candidates: readonly string[] };

const PARTS =
  /^(?<sign>-?)(?<digits>\d+(?:[.,]\d+)*)(?<exponent>[eE][+-]?\d+)?(?<letters>(?:\p{L}\p{M}*)*)$/u;
const PLAIN = /^\d+(?:\.\d+)?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const EITHER_WAY = /^[1-9]\d{0,2}\.\d{3}$/;

/**
 * Reads a number as English writes it. `1.500` is one and a half here and fifteen hundred elsewhere, `1,5` is nothing here: both
 * are refused.
 */
export function writtenNumber(text: string): WrittenNumber {
  const { sign = '', digits = '', exponent = '', letters = '' } = PARTS.exec(text)?.groups ?? {};
  const thousand = /^k$/iu.test(letters) && exponent === '';
  const plain = digits.replaceAll(',', '');
  const value = Number(`${sign}${plain}${thousand ? 'e3' : exponent}`);
  if (EITHER_WAY.test(digits) && exponent === '') {
    const candidates = [digits.replace('.', ''), `${digits}0`];
    return { why: 'A point before three digits can stand for thousands or for decimals.', candidates };
  }
  if (!Number.isFinite(value) || !(PLAIN.test(digits) || GROUPED.test(digits))) {
    return { why: 'This is not a number as English writes it.', candidates: ['1,500', '1500', '1.5'] };
  }
  return {
    value: value === 0 ? 0 : value,
    grouped: digits.includes(','),
    letters: thousand ? '' : letters.toLowerCase(),
    thousands: thousand,
  };
}

/** A number that `writtenNumber` reads back as the same. */
export function numberWords(value: number): string {
  const text = String(value);
  return EITHER_WAY.test(text.replace('-', '')) ? `${text}0` : text;
}

export const COUNTED: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, index) => [word, index + 1],
  ),
);
