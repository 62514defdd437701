import { setTimeout as delay } from 'node:timers/promises';
import type { FaultEffect } from './rules.ts';

/**
 * An answer on its way through a fault: late, with a time to wait, cut off, or not at all. What was done is done: the answer alone is
 * lost. Latency here passes on the machine's time, since a connection does, and ends when the caller hangs up.
 */
export async function deliver(
  response: Response,
  { latencyMs = 0, reset, truncate, retryAfter }: FaultEffect,
  signal: AbortSignal,
): Promise<Response> {
  if (latencyMs > 0) await delay(latencyMs, undefined, { signal }).catch(() => undefined);
  if (reset === true || (latencyMs > 0 && signal.aborted)) return Response.error();
  if (truncate === undefined && retryAfter === undefined) return response;
  const headers = new Headers(response.headers);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  const body = truncate === undefined ? response.body : (await response.bytes()).slice(0, truncate);
  return new Response(body, { status: response.status, headers });
}
