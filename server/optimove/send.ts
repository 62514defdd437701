import { setTimeout as delay } from 'node:timers/promises';
import { readJson, TooLongBody, UnreadableBody } from '../http/read-json.ts';
import { newSpanId } from '../ids.ts';
import { UPSTREAM_BODY_BYTES, UPSTREAM_TIMEOUT_MS } from '../limits.ts';
import type { ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

const ATTEMPTS = 2;
const PAUSE_MS = 100;

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed; undefined where it was no JSON. */
  body: unknown;
}

export interface GetOptions {
  fetch: (request: Request) => Promise<Response>;
  bearer: string;
  callId: string;
  signal: AbortSignal;
}

/** One GET, tried again once when the connection failed or a gateway said that its backend did. Follows no redirect. */
export async function get(url: URL, options: GetOptions): Promise<Result<Answer, ToolFailure>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptGet(url, options);
    if (attempt === ATTEMPTS || !isTransient(outcome)) return outcome;
    await delay(PAUSE_MS, undefined, { signal: options.signal });
  }
}

function isTransient(outcome: Result<Answer, ToolFailure>): boolean {
  return outcome.ok
    ? [502, 503, 504].includes(outcome.value.status)
    : outcome.failure.code === 'upstream_unavailable';
}

async function attemptGet(
  url: URL,
  { fetch, bearer, callId, signal }: GetOptions,
): Promise<Result<Answer, ToolFailure>> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(UPSTREAM_TIMEOUT_MS);
  const request = new Request(url, {
    redirect: 'manual',
    signal: AbortSignal.any([signal, timeout]),
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${bearer}`,
      'x-request-id': callId,
      traceparent: `00-${callId}-${newSpanId()}-01`,
    },
  });
  try {
    const response = await fetch(request);
    return ok({ status: response.status, headers: response.headers, body: await bodyOf(response) });
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof TooLongBody) return fail({ code: 'upstream_too_large' });
    if (timeout.aborted) return fail({ code: 'upstream_timeout', seconds: UPSTREAM_TIMEOUT_MS / 1000 });
    return fail({ code: 'upstream_unavailable' });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await readJson(response, UPSTREAM_BODY_BYTES);
  } catch (thrown) {
    if (thrown instanceof UnreadableBody && !(thrown instanceof TooLongBody)) return undefined;
    throw thrown;
  }
}
