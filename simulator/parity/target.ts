import { setTimeout as sleep } from 'node:timers/promises';

/** One of the two sides that are compared. */
export interface Target {
  /** Without a slash at the end. */
  readonly base: string;
  /** The header that opens the operations of each security scheme; those of others are not asked. */
  readonly credentials: Readonly<Record<string, readonly [header: string, value: string]>>;
  readonly fetch: typeof fetch;
  /** Milliseconds between two calls, so that a real tenant is not pressed. */
  readonly pause: number;
}

/** An answer as far as it matters: JSON, or nothing that could be compared. */
export interface Answer {
  status: number;
  isJson: boolean;
  /** An empty body stands for an empty list in the public API. */
  isEmpty: boolean;
  body: unknown;
}

/** A target that cannot be asked, in one line. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

const TIMEOUT = 30_000;
/** How often a call is repeated that came too early, and the most seconds that it waits. */
const PATIENCE = 3;
const LONGEST_WAIT = 30;
/** The public API says nothing of how long to wait; its window is 10 seconds. @see developer.optimove.com, "Understanding API rate limits" */
const UNSAID_WAIT = 4;

/** Reads from a target. It is the only way to it, and it knows no method but GET; a redirect is not followed with the credentials. */
export async function get(target: Target, path: string, scheme: string): Promise<Answer> {
  const credential = target.credentials[scheme];
  if (credential === undefined) throw new TargetError(`There is no credential for ${scheme}.`);
  const header = { [credential[0]]: credential[1] };
  await sleep(target.pause);
  let answer = await ask();
  for (let turn = 0; answer.status === 429 && turn < PATIENCE; turn += 1) {
    await sleep(1000 * Math.min(Number(answer.headers.get('retry-after')) || UNSAID_WAIT, LONGEST_WAIT));
    answer = await ask();
  }
  const { status, text } = answer;
  try {
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { status, isJson: true, isEmpty: text === '' || (Array.isArray(body) && body.length === 0), body };
  } catch {
    return { status, isJson: false, isEmpty: false, body: undefined };
  }

  async function ask(): Promise<{ status: number; headers: Headers; text: string }> {
    try {
      const response = await target.fetch(target.base + path, {
        method: 'GET',
        headers: { accept: 'application/json', ...header },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw new TargetError(`${target.base} cannot be reached (${causeOf(error)}).`, { cause: error });
    }
  }
}

/** A code such as ECONNREFUSED; never a message, which could hold what was sent. */
export function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}
