import { RESULT_TOKENS } from '../limits.ts';

/** Claude's tokenizer is not public; this factor over o200k_base keeps the estimate on the safe side. */
const TOKENS_PER_O200K = 1.35;
/** For what the protocol adds around a result. */
const ENVELOPE_TOKENS = 200;
const MOST_O200K = Math.floor((RESULT_TOKENS - ENVELOPE_TOKENS) / TOKENS_PER_O200K);

/** Runs without a break, on which byte pair merging takes quadratic time. Breaking them can only raise the count. */
const LONG_RUN = /[\p{L}\p{M}]{128}|[^\s\p{L}\p{N}]{128}|\s{128}/gu;

/**
 * Whether a whole tool result, as it goes over the wire, stays within the cap. A token has at least one byte, so a result whose
 * bytes fit is not counted, and the encoder is loaded at the first one whose bytes do not.
 */
export async function fitsCap(result: object): Promise<boolean> {
  const text = JSON.stringify(result);
  if (Buffer.byteLength(text) <= MOST_O200K) return true;
  const { isWithinTokenLimit } = await import('gpt-tokenizer/encoding/o200k_base');
  const plain = { disallowedSpecial: new Set<string>() };
  return isWithinTokenLimit(text.replaceAll(LONG_RUN, '$&\n'), MOST_O200K, plain) !== false;
}

/** The largest count up to `most` that fits, where whatever holds fewer fits too; 0 when not even one does. */
export async function largestFitting(
  most: number,
  fits: (count: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
