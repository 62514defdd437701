import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../ports.ts';

interface Remembered {
  answer: Promise<Response>;
  since: number;
  clock: Clock;
}

interface RefreshGraceOptions {
  /** The clock of the world that a refresh token is of. */
  clockOf(refreshToken: string): Clock;
  seconds: number;
  isLive(accessToken: string): Promise<boolean>;
}

const answerSchema = z.object({ access_token: z.string() });
const MOST_REMEMBERED = 1_000;

/**
 * Answers a refresh that is sent again within a few seconds exactly as the first time, since hosts refresh in parallel with one
 * token. There is never a second family of tokens; a token used again later, or with other parameters, counts as stolen.
 *
 * @see OAuth 2.1, section 4.3.1 "Refresh Token Request"
 */
export class RefreshGrace {
  readonly #options: RefreshGraceOptions;
  readonly #remembered = new Map<string, Remembered>();

  constructor(options: RefreshGraceOptions) {
    this.#options = options;
  }

  async answer(form: URLSearchParams, refresh: () => Promise<Response>): Promise<Response> {
    if (this.#options.seconds === 0) return refresh();
    const key = createHash('sha256').update(form.toString()).digest('base64url');
    const earlier = this.#remembered.get(key);
    if (earlier && this.#isRecent(earlier)) {
      const again = await earlier.answer;
      if (await this.#isStillGood(again)) return again.clone();
    }
    // Asked before the token is spent: then it may be gone.
    const clock = this.#options.clockOf(form.get('refresh_token') ?? '');
    const answer = refresh();
    this.#remember(key, { answer, clock, since: clock.now().getTime() });
    try {
      return (await answer).clone();
    } catch (error) {
      this.#remembered.delete(key);
      throw error;
    }
  }

  #remember(key: string, latest: Remembered): void {
    for (const [old, remembered] of this.#remembered) {
      if (this.#isRecent(remembered) && this.#remembered.size < MOST_REMEMBERED) break;
      this.#remembered.delete(old);
    }
    this.#remembered.set(key, latest);
  }

  async #isStillGood(answer: Response): Promise<boolean> {
    if (!answer.ok) return false;
    const { access_token } = answerSchema.parse(await answer.clone().json());
    return this.#options.isLive(access_token);
  }

  /** A clock that was set back makes nothing recent. */
  #isRecent({ since, clock }: Remembered): boolean {
    const age = clock.now().getTime() - since;
    return age >= 0 && age <= this.#options.seconds * 1000;
  }
}
