import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { seal, unseal } from '../sealed-text.ts';
import { canonicalJson } from './canonical-json.ts';

/** Why a reference that a caller brings back is refused. */
export type ReferenceProblem = 'altered' | 'foreign' | 'expired';

const sealedSchema = z.object({ bound_to: z.string(), expires_at: z.number(), content: z.string() });
type Sealed = z.infer<typeof sealedSchema>;

export interface ReferenceOptions {
  /** 32 bytes, the same in every replica. */
  key: Uint8Array;
  purpose: string;
  /** What a reference may be used with, and nothing else. */
  binding: unknown;
  now: Date;
}

/**
 * Texts that callers carry back and that only this server can make and read. The binding lies inside the sealed part, so that the
 * reference of another user can be told from an altered one.
 */
export function createReferences({ key, purpose, binding, now }: ReferenceOptions) {
  const boundTo = createHash('sha256').update(canonicalJson(binding)).digest('base64url');

  function unsealed(reference: string): Sealed | null {
    const bytes = Buffer.from(reference, 'base64url');
    // The decoder skips what is not base64url: only the one spelling that was issued counts.
    if (bytes.toString('base64url') !== reference) return null;
    const plain = unseal(key, purpose, bytes);
    return plain === null ? null : sealedSchema.parse(JSON.parse(plain));
  }

  return {
    seal(content: string, expiresAt: Date): string {
      const plain: Sealed = { bound_to: boundTo, expires_at: expiresAt.getTime(), content };
      return seal(key, purpose, JSON.stringify(plain)).toString('base64url');
    },
    open(reference: string): Result<string, ReferenceProblem> {
      const plain = unsealed(reference);
      if (plain === null) return fail('altered');
      if (plain.bound_to !== boundTo) return fail('foreign');
      return plain.expires_at <= now.getTime() ? fail('expired') : ok(plain.content);
    },
  };
}
