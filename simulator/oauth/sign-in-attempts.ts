import { createHash, timingSafeEqual } from 'node:crypto';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';

const MOST_FAILURES = 10;
const WINDOW_MILLISECONDS = 60_000;
const MOST_ACCOUNTS = 10_000;

export type SignInResult =
  | { ok: true; user: UserRecord }
  | { ok: false; reason: 'wrong' | 'disabled' }
  | { ok: false; reason: 'too_many'; retryAfterSeconds: number };

/** Checks passwords, and how often one may be guessed: a number of failures for each account and minute, known account or not. */
export class SignInAttempts {
  readonly #world: World;
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(world: World) {
    this.#world = world;
  }

  attempt(email: string, password: string): SignInResult {
    const now = this.#world.clock.now().getTime();
    const account = email.toLowerCase();
    const failures = this.#failuresOf(account, now);
    if (failures.count >= MOST_FAILURES) {
      return {
        ok: false,
        reason: 'too_many',
        retryAfterSeconds: Math.max(1, Math.ceil((failures.until - now) / 1000)),
      };
    }
    const user = this.#world.users.authenticate(email, password);
    if (user) {
      this.#failures.delete(account);
      return { ok: true, user };
    }
    failures.count += 1;
    this.#failures.set(account, failures);
    const known = this.#world.users.find(email);
    return { ok: false, reason: known?.disabled && isSame(known.password, password) ? 'disabled' : 'wrong' };
  }

  forget(): void {
    this.#failures.clear();
  }

  #failuresOf(account: string, now: number): { count: number; until: number } {
    for (const [old, { until }] of this.#failures) {
      if (until > now && this.#failures.size < MOST_ACCOUNTS) break;
      this.#failures.delete(old);
    }
    const found = this.#failures.get(account);
    return found && found.until > now ? found : { count: 0, until: now + WINDOW_MILLISECONDS };
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
