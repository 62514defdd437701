import type { JournalEntry } from '../../ports.ts';

/** Who brings something about: a person through a client, or the clock. */
export type Doer = Pick<JournalEntry, 'via' | 'endpoint' | 'user_id' | 'client_id'>;

export function clockDoer(endpoint: string): Doer {
  return { via: 'clock', endpoint, user_id: null, client_id: null };
}
