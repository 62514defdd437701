import { setTimeout as delay } from 'node:timers/promises';
import { IDEMPOTENCY_HEADER } from '#contract/drafts.ts';
import { readJson, TooLongBody, UnreadableBody } from '../http/read-json.ts';
import { newSpanId } from '../ids.ts';
import { DRAFT_TIMEOUT_MS, UPSTREAM_BODY_BYTES, UPSTREAM_TIMEOUT_MS } from '../limits.ts';
import type { ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

const PAUSE_MS = 100;

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed; undefined where it was no JSON. */
  body: unknown;
}

export interface SendOptions {
  fetch: (request: Request) => Promise<Response>;
  bearer: string;
  callId: string;
  signal: AbortSignal;
}

export type Outcome = Result<Answer, ToolFailure>;

/** One GET, tried again once when the connection failed or a gateway said that its backend did. */
export function get(url: URL, options: SendOptions): Promise<Outcome> {
  return withSecondTry(() => send(url, {}, UPSTREAM_TIMEOUT_MS, options), isTransient, options.signal);
}

function isTransient(outcome: Outcome): boolean {
  return outcome.ok
    ? [502, 503, 504].includes(outcome.value.status)
    : outcome.failure.code === 'upstream_unavailable';
}

/**
 * One POST of a draft, named by its key.
 *
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export function postDraft(
  url: URL,
  { body, key }: { body: object; key: string },
  options: SendOptions,
): Promise<Outcome> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', [IDEMPOTENCY_HEADER]: key },
  };
  return send(url, init, DRAFT_TIMEOUT_MS, options);
}

/** Whether nobody can tell from this outcome what the request did. */
export function isLost(outcome: Outcome): boolean {
  if (!outcome.ok) return true;
  const { status, body } = outcome.value;
  return status >= 500 || (status < 300 && body === undefined);
}

/** Tries once more when the first outcome deserves it. */
export async function withSecondTry(
  attempt: () => Promise<Outcome>,
  deserves: (outcome: Outcome) => boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const first = await attempt();
  if (!deserves(first)) return first;
  await delay(PAUSE_MS, undefined, { signal });
  return attempt();
}

/** Follows no redirect. */
async function send(
  url: URL,
  init: { method?: string; body?: string; headers?: Readonly<Record<string, string>> },
  timeoutMs: number,
  { fetch, bearer, callId, signal }: SendOptions,
): Promise<Outcome> {
  signal.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const request = new Request(url, {
    ...init,
    redirect: 'manual',
    signal: AbortSignal.any([signal, timeout]),
    headers: {
      ...init.headers,
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
    if (timeout.aborted) return fail({ code: 'upstream_timeout', seconds: timeoutMs / 1000 });
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
