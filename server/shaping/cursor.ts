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
/** Cursors of positions, each sealed once: sealed anew it would be other tokens than those that were counted. */
export function sealedOnce(codec: CursorCodec): (position: object) => string {
  const sealed = new Map<string, string>();
  return (position) => {
    const content = JSON.stringify(position);
    const cursor = sealed.get(content) ?? codec.seal(content);
    sealed.set(content, cursor);
    return cursor;
  };
}
