import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { CURSOR_LIFETIME_MS } from '../limits.ts';
import type { CursorCodec } from '../ports.ts';
import { fail, ok } from '../result.ts';
import { canonicalJson } from './canonical-json.ts';

/** What a cursor may be used with: the call that it came from, by the same user, and nothing else. */
export interface CursorBinding {
  user_id: string;
  tenant_id: string;
  tool: string;
  /** The arguments of the call without `cursor` and `limit`. */
  filters: unknown;
}

const ALGORITHM = 'aes-256-gcm';
const PURPOSE = Buffer.from('optimove cursor 1');
const IV_BYTES = 12;
const TAG_BYTES = 16;

const sealedSchema = z.object({ bound_to: z.string(), expires_at: z.number(), content: z.string() });

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
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(PURPOSE);
      const plain = JSON.stringify({
        bound_to: boundTo,
        expires_at: now.getTime() + CURSOR_LIFETIME_MS,
        content,
      });
      const sealed = [iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64url');
    },
    open(cursor) {
      const plain = unseal(key, cursor);
      if (plain === null) return fail({ code: 'cursor_invalid', problem: 'altered' });
      if (plain.bound_to !== boundTo) return fail({ code: 'cursor_invalid', problem: 'foreign' });
      if (plain.expires_at <= now.getTime()) return fail({ code: 'cursor_invalid', problem: 'expired' });
      return ok(plain.content);
    },
  };
}

function unseal(key: Uint8Array, cursor: string): z.infer<typeof sealedSchema> | null {
  const bytes = Buffer.from(cursor, 'base64url');
  // The decoder skips what is not base64url: only the one spelling that was issued counts.
  if (bytes.length < IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== cursor) return null;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(PURPOSE)
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return sealedSchema.parse(JSON.parse(plain.toString('utf8')));
  } catch {
    return null;
  }
}
