import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CURSOR_LIFETIME_MS } from '../limits.ts';
import type { CursorCodec } from '../ports.ts';
import { fail, ok } from '../result.ts';
import { seal, unseal } from '../sealed-text.ts';
import { canonicalJson } from './canonical-json.ts';

/** What a cursor may be used with: the call that it came from, by the same user, and nothing else. */
export interface CursorBinding {
  user_id: string;
  tenant_id: string;
  tool: string;
  /** The arguments of the call without `cursor` and `limit`. */
  filters: unknown;
}

const PURPOSE = 'optimove cursor 1';

const sealedSchema = z.object({ bound_to: z.string(), expires_at: z.number(), content: z.string() });
type Sealed = z.infer<typeof sealedSchema>;

/**
 * Cursors that only this server can make and read. The binding lies inside the sealed part, so that a cursor of another user or
 * filter can be told from an altered one.
 *
 * @param key 32 bytes, the same in every replica.
 */
export function createCursorCodec(key: Uint8Array, binding: CursorBinding, now: Date): CursorCodec {
  const boundTo = createHash('sha256').update(canonicalJson(binding)).digest('base64url');
  return {
    seal(content) {
      const expires_at = now.getTime() + CURSOR_LIFETIME_MS;
      const plain: Sealed = { bound_to: boundTo, expires_at, content };
      return seal(key, PURPOSE, JSON.stringify(plain)).toString('base64url');
    },
    open(cursor) {
      const plain = unsealed(key, cursor);
      if (plain === null) return fail({ code: 'cursor_invalid', problem: 'altered' });
      if (plain.bound_to !== boundTo) return fail({ code: 'cursor_invalid', problem: 'foreign' });
      if (plain.expires_at <= now.getTime()) return fail({ code: 'cursor_invalid', problem: 'expired' });
      return ok(plain.content);
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

function unsealed(key: Uint8Array, cursor: string): Sealed | null {
  const bytes = Buffer.from(cursor, 'base64url');
  // The decoder skips what is not base64url: only the one spelling that was issued counts.
  if (bytes.toString('base64url') !== cursor) return null;
  const plain = unseal(key, PURPOSE, bytes);
  return plain === null ? null : sealedSchema.parse(JSON.parse(plain));
}
