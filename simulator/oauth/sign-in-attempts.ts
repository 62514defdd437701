import { createHash, timingSafeEqual } from 'node:crypto';
import type { Account, Clock, Worlds } from '../ports.ts';
import { userName } from '../tenant/accounts.ts';

const MOST_FAILURES = 10;
const WINDOW_MILLISECONDS = 60_000;
const MOST_ACCOUNTS = 10_000;
/** @see RFC 5321, section 4.5.3.1.3 "Path" */
const LONGEST_EMAIL = 254;

/** Of one account, by the clock of its world. */
interface Failures {
  count: number;
  since: number;
  clock: Clock;
}

export type SignInResult =
  | { ok: true; account: Account }
  | { ok: false; reason: 'wrong' | 'disabled' }
  | { ok: false; reason: 'too_many'; retryAfterSeconds: number };

/** Checks passwords, and how often one may be guessed: a number of failures for each account and minute, known account or not. */
export class SignInAttempts {
  readonly #worlds: Worlds;
  readonly #failures = new Map<string, Failures>();

  constructor(worlds: Worlds) {
    this.#worlds = worlds;
  }

  attempt(email: string, password: string): SignInResult {
    const { clock } = this.#worlds.of(email);
    const now = timeOf(clock);
    const name = email.slice(0, LONGEST_EMAIL).toLowerCase();
    const failures = this.#failuresOf(name, clock);
    if (failures.count >= MOST_FAILURES) {
      return {
        ok: false,
        reason: 'too_many',
        retryAfterSeconds: Math.max(1, Math.ceil((failures.since + WINDOW_MILLISECONDS - now) / 1000)),
      };
    }
    const account = this.#worlds.account(email);
    const called = account && userName(account.world.name, email);
    if (account && called !== undefined && account.world.users.authenticate(called, password)) {
      this.#failures.delete(name);
      return { ok: true, account };
    }
    failures.count += 1;
    this.#failures.set(name, failures);
    const isDisabled = account?.user.disabled === true && isSame(account.user.password, password);
    return { ok: false, reason: isDisabled ? 'disabled' : 'wrong' };
  }

  /** Those of one world, whose clock this is. */
  forget(clock: Clock): void {
    for (const [name, failures] of this.#failures) if (failures.clock === clock) this.#failures.delete(name);
  }

  #failuresOf(name: string, clock: Clock): Failures {
    for (const [old, failures] of this.#failures) {
      if (isRecent(failures) && this.#failures.size < MOST_ACCOUNTS) break;
      this.#failures.delete(old);
    }
    const found = this.#failures.get(name);
    return found?.clock === clock && isRecent(found) ? found : { count: 0, since: timeOf(clock), clock };
  }
}

/** A clock that was set back makes nothing recent. */
function isRecent({ since, clock }: Failures): boolean {
  const age = timeOf(clock) - since;
  return age >= 0 && age < WINDOW_MILLISECONDS;
}

function timeOf(clock: Clock): number {
  return clock.now().getTime();
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
