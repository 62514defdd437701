import { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import type { Entry, EntryStore } from './entry-store.ts';

/** The store as `oidc-provider` wants it: one adapter for each kind of entry. */
export function createEntryAdapter(store: EntryStore, kind: string): Adapter {
  return {
    upsert: async (id, payload, expiresIn) => store.put(kind, id, payload, expiresIn),
    find: async (id) => payloadOf(store.find(kind, id)),
    findByUid: async (uid) => payloadOf(store.sessionByUid(uid)),
    findByUserCode: async () => undefined,
    async consume(id) {
      if (store.consume(kind, id)) return;
      // The provider looks first and consumes afterwards. Whoever loses that race has used the same secret a second time.
      const grantId = store.find(kind, id)?.payload.grantId;
      if (grantId !== undefined) store.removeGrant(grantId);
      throw new errors.InvalidGrant('already used');
    },
    destroy: async (id) => store.remove(kind, id),
    // The provider asks once for each kind of token; the first of these calls ends the whole grant.
    revokeByGrantId: async (grantId) => void store.removeGrant(grantId),
  };
}

function payloadOf(entry: Entry | undefined): AdapterPayload | undefined {
  return (
    entry && { ...entry.payload, ...(entry.consumedAt && { consumed: entry.consumedAt.getTime() / 1000 }) }
  );
}
