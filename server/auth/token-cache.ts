import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../sealed-text.ts';

export interface TokenCacheOptions {
  now: () => Date;
  capacity: number;
}

/** A token, and how long it may be kept. */
export interface Obtained {
  token: string;
  seconds: number;
}

interface Entry {
  sealed: Promise<Buffer>;
  /** Milliseconds; infinite until the token has come. */
  freshUntil: number;
}

/** Tokens in memory, each sealed for its place by a key of this process. One is obtained at a time for each place. */
export function createTokenCache({ now, capacity }: TokenCacheOptions) {
  const entries = new Map<string, Entry>();
  const key = randomBytes(32);

  function obtainAt(place: string, obtain: () => Promise<Obtained>): Entry {
    const entry: Entry = {
      freshUntil: Number.POSITIVE_INFINITY,
      sealed: obtain().then(({ token, seconds }) => {
        entry.freshUntil = now().getTime() + seconds * 1000;
        return seal(key, place, token);
      }),
    };
    return entry;
  }

  /** The oldest come first: from there on goes what is stale, and what is one too many. */
  function makeRoom(): void {
    for (const [place, { freshUntil }] of entries) {
      if (freshUntil > now().getTime() && entries.size < capacity) return;
      entries.delete(place);
    }
  }

  async function tokenIn({ sealed }: Entry, place: string): Promise<string> {
    const token = unseal(key, place, await sealed);
    if (token === null) throw new Error('A token was sealed for another place.');
    return token;
  }

  return {
    /** The token at a place, obtained where there is none or it is stale. */
    async get(place: string, obtain: () => Promise<Obtained>): Promise<string> {
      const known = entries.get(place);
      if (known !== undefined && known.freshUntil > now().getTime()) return tokenIn(known, place);
      entries.delete(place);
      makeRoom();
      const entry = obtainAt(place, obtain);
      entries.set(place, entry);
      try {
        return await tokenIn(entry, place);
      } catch (thrown) {
        entry.freshUntil = 0;
        throw thrown;
      }
    },
    /** Forgets the token at a place if it is this one. */
    async forget(place: string, token: string): Promise<void> {
      const entry = entries.get(place);
      if (entry === undefined) return;
      const current = await tokenIn(entry, place).catch(() => undefined);
      if (current === token) entry.freshUntil = 0;
    },
    drop(place: string): void {
      entries.delete(place);
    },
    get size(): number {
      return entries.size;
    },
  };
}
