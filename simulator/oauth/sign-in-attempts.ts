import { createHash, timingSafeEqual } from 'node:crypto';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';

const MOST_FAILURES = 10;
const WINDOW_MILLISECONDS = 60_000;
const MOST_ACCOUNTS = 10_000;
/** @see RFC 5321, section 4.5.3.1.3 "Path" */
const LONGEST_EMAIL = 254;

export type SignInResult =
  | { ok: true; user: UserRecord }
  | { ok: false; reason: 'wrong' | 'disabled' }
  | { ok: false; reason: 'too_many'; retryAfterSeconds: number };

/** Checks passwords, and how often one may be guessed: a number of failures for each account and minute, known account or not. */
export class SignInAttempts {
  readonly #world: World;
  readonly #failures = new Map<string, { count: number; since: number }>();

  constructor(world: World) {
    this.#world = world;
  }

  attempt(email: string, password: string): SignInResult {
    const now = this.#world.clock.now().getTime();
    const account = email.slice(0, LONGEST_EMAIL).toLowerCase();
    const failures = this.#failuresOf(account, now);
    if (failures.count >= MOST_FAILURES) {
      return {
        ok: false,
        reason: 'too_many',
        retryAfterSeconds: Math.max(1, Math.ceil((failures.since + WINDOW_MILLISECONDS - now) / 1000)),
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

  #failuresOf(account: string, now: number): { count: number; since: number } {
    for (const [old, { since }] of this.#failures) {
      if (isRecent(since, now) && this.#failures.size < MOST_ACCOUNTS) break;
      this.#failures.delete(old);
    }
    const found = this.#failures.get(account);
    return found && isRecent(found.since, now) ? found : { count: 0, since: now };
  }
}

/** A clock that was set back makes nothing recent. */
function isRecent(since: number, now: number): boolean {
  return since <= now && now - since < WINDOW_MILLISECONDS;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
