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

/** Reads from a target. It is the only way to it, and it knows no method but GET; a redirect is not followed with the credentials. */
export async function get(target: Target, path: string, scheme: string): Promise<Answer> {
  const credential = target.credentials[scheme];
  if (credential === undefined) throw new TargetError(`There is no credential for ${scheme}.`);
  const header = { [credential[0]]: credential[1] };
  await sleep(target.pause);
  let response = await ask();
  for (let turn = 0; response.status === 429 && turn < PATIENCE; turn += 1) {
    await sleep(1000 * Math.min(Number(response.headers.get('retry-after')) || 1, LONGEST_WAIT));
    response = await ask();
  }
  const text = await response.text();
  try {
    return { status: response.status, isJson: true, body: text === '' ? null : JSON.parse(text) };
  } catch {
    return { status: response.status, isJson: false, body: undefined };
  }

  async function ask(): Promise<Response> {
    return target
      .fetch(target.base + path, {
        method: 'GET',
        headers: { accept: 'application/json', ...header },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      })
      .catch((error: unknown) => {
        throw new TargetError(`${target.base} cannot be reached (${causeOf(error)}).`, { cause: error });
      });
  }
}

/** A code such as ECONNREFUSED; never a message, which could hold what was sent. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}
