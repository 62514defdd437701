import { RESULT_TOKENS } from '../limits.ts';

/** Claude's tokenizer is not public; this factor over o200k_base keeps the estimate on the safe side. */
const TOKENS_PER_O200K = 1.35;
/** For what the protocol adds around a result. */
const ENVELOPE_TOKENS = 200;
const MOST_O200K = Math.floor((RESULT_TOKENS - ENVELOPE_TOKENS) / TOKENS_PER_O200K);

/** Runs without a break, on which byte pair merging takes quadratic time. A digit breaks any of them, and raises the count. */
const LONG_RUN = /[\p{L}\p{M}]{128}|[^\s\p{L}\p{N}]{128}|\s{128}/gu;
/** Counted at once: a cap of text, so that what is far above the cap is not counted to its end. */
const CHUNK_CHARACTERS = 32_768;

/**
 * How much of the cap a whole tool result takes, as it goes over the wire: up to 1 it fits. A token has at least one byte, so a
 * result whose bytes fit is not counted, and the encoder is loaded at the first one whose bytes do not.
 */
export async function capShareOf(result: object): Promise<number> {
  const text = JSON.stringify(result);
  const bytes = Buffer.byteLength(text);
  return (bytes <= MOST_O200K ? bytes : await countO200k(text)) / MOST_O200K;
}

/**
 * Tokens of a text, counted in chunks, which gives no fewer than counted at once. Once they are above the cap the rest is taken to
 * be like the beginning. The encoder remembers the words it has merged; they are tenant text, and stay no longer than the count.
 */
async function countO200k(text: string): Promise<number> {
  const { clearMergeCache, countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  let [tokens, from] = [0, 0];
  while (from < text.length && tokens <= MOST_O200K) {
    const to = chunkEnd(text, from);
    tokens += countTokens(text.slice(from, to).replaceAll(LONG_RUN, '$&0'), { disallowedSpecial: new Set() });
    from = to;
  }
  clearMergeCache();
  return tokens * Math.max(1, text.length / from);
}

/** Cuts no pair of surrogates. */
function chunkEnd(text: string, from: number): number {
  const to = from + CHUNK_CHARACTERS;
  return /[\uDC00-\uDFFF]/.test(text.charAt(to)) ? to - 1 : to;
}

/**
 * A count up to `most` that fits, close to the largest where the parts are alike; 0 when not even one fits. Each share gives the
 * next guess, because counting is what takes time.
 */
export async function countThatFits(
  most: number,
  shareOf: (count: number) => Promise<number>,
): Promise<number> {
  for (let count = most; count > 0;) {
    const share = await shareOf(count);
    if (share <= 1) return count;
    count = count === 1 ? 0 : Math.max(1, Math.min(count - 1, Math.floor(count / share)));
  }
  return 0;
}
