import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** The tokenizer of the hosts is not public: o200k_base, with a margin. */
const MARGIN = 1.35;

/** Tokens of a value as JSON, as o200k_base counts them. */
export function plainTokens(value: unknown): number {
  return countTokens(JSON.stringify(value));
}

/** Response tokens of a whole tool result; every byte is at most one token, so small results are not counted. */
export function fitsInto(cap: number, result: unknown): { fits: boolean; tokens: number } {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes * MARGIN <= cap) return { fits: true, tokens: Math.ceil(bytes * MARGIN) };
  const tokens = Math.ceil(MARGIN * plainTokens(result));
  return { fits: tokens <= cap, tokens };
}
