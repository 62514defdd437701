import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Denial } from '../auth/challenge.ts';
import { WITHOUT_NARROWING, type Narrowing } from '../policy/narrowing.ts';
import type { Principal } from '../ports.ts';

/** For whom one HTTP request is served, and whether a call inside it found that this must end as an HTTP refusal. */
export class Caller {
  readonly #token: string;
  readonly principal: Principal;
  /**
   * Fires when the host hangs up. The SDK's own signal is not enough: for older revisions it hangs on a clone of the request,
   * and Node may collect the signal of a clone before it fires.
   */
  readonly signal: AbortSignal;
  readonly narrowing: Narrowing;
  #denial: Denial | null = null;

  constructor(
    token: string,
    principal: Principal,
    signal: AbortSignal,
    narrowing: Narrowing = WITHOUT_NARROWING,
  ) {
    this.#token = token;
    this.principal = principal;
    this.signal = signal;
    this.narrowing = narrowing;
  }

  get token(): string {
    return this.#token;
  }

  get denial(): Denial | null {
    return this.#denial;
  }

  deny(denial: Denial): void {
    this.#denial ??= denial;
  }
}

/** The form in which the SDK carries a caller to its handlers. The token itself stays out of its hands. */
export function authInfoOf(caller: Caller): AuthInfo {
  const { client_id, scopes } = caller.principal;
  return { token: '', clientId: client_id, scopes: [...scopes], extra: { caller } };
}

export function callerIn(authInfo: AuthInfo | undefined): Caller {
  const caller = authInfo?.extra?.['caller'];
  if (!(caller instanceof Caller))
    throw new Error('A request reached the MCP handler without passing the gate.');
  return caller;
}
