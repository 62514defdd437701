import type { ToolFailure } from '../ports.ts';
import type { Result } from '../result.ts';
import type { ApiFailure } from './api-failure.ts';

/** A source of short-lived tokens for the tenant API. It throws AccessEnded once the caller's own token is dead. */
export interface ApiToken {
  get(): Promise<Result<string, ToolFailure>>;
  /** Another token than `refused`, which the API did not take. */
  renew(refused: string): Promise<Result<string, ToolFailure>>;
}

/** Tries with a token that the API takes: a refused one is replaced once. Whoever hung up before it was their turn asks nothing. */
export async function withToken<Value>(
  { token: source, signal }: { token: ApiToken; signal: AbortSignal },
  attempt: (bearer: string) => Promise<Result<Value, ApiFailure>>,
): Promise<Result<Value, ApiFailure>> {
  signal.throwIfAborted();
  const token = await source.get();
  if (!token.ok) return token;
  const first = await attempt(token.value);
  if (first.ok || first.failure.code !== 'unauthorized') return first;
  const renewed = await source.renew(token.value);
  return renewed.ok ? attempt(renewed.value) : renewed;
}
