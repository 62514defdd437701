import { setTimeout as delay } from 'node:timers/promises';
import type { FaultEffect } from './rules.ts';

const PIECES_OF_A_DRIP = 20;
const LARGEST_PIECE = 65_536;
const SPACE = 0x20;

interface FaultyBody {
  body: ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
  /** How many bytes were announced, where fewer come: without it an end of the connection may pass for the end of the body. */
  announced?: number;
}

/**
 * The body of an answer as a fault leaves it. What is large or slow is made as it is read.
 *
 * @see RFC 9112, section 8 "Handling Incomplete Messages"
 */
export async function faultyBody(
  response: Response,
  effect: FaultEffect,
  signal: AbortSignal,
): Promise<FaultyBody> {
  const { bodyBytes = 0, truncate = Number.POSITIVE_INFINITY, reset, dripMs = 0 } = effect;
  const written = await writtenBody(response, effect);
  const whole = Math.max(written.length, bodyBytes);
  const length = Math.min(whole, truncate);
  const isBroken = reset === true;
  if (length <= written.length && dripMs === 0 && !isBroken) return { body: written.slice(0, length) };
  const body = ReadableStream.from(pieces(written, { length, dripMs, isBroken, signal }));
  return { body, ...(isBroken && { announced: Math.max(whole, length + 1) }) };
}

/** Text is sent as it stands where it is said not to be JSON. */
async function writtenBody(
  response: Response,
  { body, contentType, malformed }: FaultEffect,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = typeof body === 'string' && contentType !== undefined ? body : await response.text();
  // No reader of JSON takes what follows the value.
  return new TextEncoder().encode(malformed === true ? `${text},` : text);
}

/** So many bytes, white space behind the last that was written, over so long a time; a broken body ends in an error. */
async function* pieces(
  written: Uint8Array<ArrayBuffer>,
  {
    length,
    dripMs,
    isBroken,
    signal,
  }: { length: number; dripMs: number; isBroken: boolean; signal: AbortSignal },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const size = Math.min(LARGEST_PIECE, Math.max(1, Math.ceil(length / PIECES_OF_A_DRIP)));
  const pause = (dripMs * size) / length;
  for (let at = 0; at < length; at += size) {
    if (dripMs > 0) await delay(pause, undefined, { signal });
    const piece = new Uint8Array(Math.min(size, length - at)).fill(SPACE);
    piece.set(written.subarray(at, at + piece.length));
    yield piece;
  }
  // What `fetch` rejects with where a connection ends within a body.
  if (isBroken) throw new TypeError('A fault that was set in the simulator broke the connection.');
}
