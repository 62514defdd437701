import { CURSOR_LIFETIME_MS } from '../limits.ts';
import type { CursorCodec } from '../ports.ts';
import { fail } from '../result.ts';
import { createReferences } from './sealed-reference.ts';

/** What a cursor may be used with: the call that it came from, by the same user, and nothing else. */
export interface CursorBinding {
  user_id: string;
  tenant_id: string;
  tool: string;
  /** The arguments of the call without `cursor` and `limit`. */
  filters: unknown;
}

const PURPOSE = 'optimove cursor 1';

/**
 * Cursors that only this server can make and read.
 *
 * @param key 32 bytes, the same in every replica.
 */
export function createCursorCodec(key: Uint8Array, binding: CursorBinding, now: Date): CursorCodec {
  const references = createReferences({ key, purpose: PURPOSE, binding, now });
  return {
    seal: (content) => references.seal(content, new Date(now.getTime() + CURSOR_LIFETIME_MS)),
    open(cursor) {
      const opened = references.open(cursor);
      return opened.ok ? opened : fail({ code: 'cursor_invalid', problem: opened.failure });
    },
  };
}
