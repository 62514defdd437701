import { setTimeout as delay } from 'node:timers/promises';
import { faultyBody } from './faulty-body.ts';
import type { FaultEffect } from './rules.ts';

/**
 * An answer on its way through a fault: late, with other headers, with a body that is wrong, slow or cut off, or not at all. What
 * was done is done: the answer alone is lost. Latency here passes on the machine's time, since a connection does, and ends when the
 * caller hangs up.
 */
export async function deliver(
  response: Response,
  effect: FaultEffect,
  { signal, now }: { signal: AbortSignal; now: Date },
): Promise<Response> {
  const { latencyMs = 0, reset, truncate } = effect;
  if (latencyMs > 0) await delay(latencyMs, undefined, { signal }).catch(() => undefined);
  const isLost = reset === true && truncate === undefined;
  if (isLost || (latencyMs > 0 && signal.aborted)) return Response.error();
  const { body, announced } = await faultyBody(response, effect, signal);
  const headers = faultyHeaders(response.headers, effect, now);
  if (announced !== undefined) headers.set('content-length', String(announced));
  return new Response(body, { status: response.status, headers });
}

function faultyHeaders(
  right: Headers,
  { contentType, location, retryAfter, retryAfterDate, skewMs = 0, reset }: FaultEffect,
  now: Date,
): Headers {
  const headers = new Headers(right);
  const date = (seconds: number) => new Date(now.getTime() + skewMs + seconds * 1000).toUTCString();
  if (skewMs !== 0) headers.set('date', date(0));
  if (contentType !== undefined) headers.set('content-type', contentType);
  if (location !== undefined) headers.set('location', location);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (retryAfterDate !== undefined) headers.set('retry-after', date(retryAfterDate));
  // The connection that is about to break is good for no other request.
  if (reset === true) headers.set('connection', 'close');
  return headers;
}
