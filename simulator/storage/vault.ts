import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** @see NIST SP 800-38D, section 5.2.1.1 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Turns what is at rest into what says nothing without the key. */
export interface Vault {
  /** A keyed hash, always the same for the same text: what rows are found by. */
  name(text: string): string;
  /** `place` is where the value belongs: sealed for one place, it opens at no other. */
  seal(value: unknown, place: string): Uint8Array;
  /** Throws a `SealError` for what was sealed with another key, for another place, or altered since. */
  open(sealed: Uint8Array, place: string): unknown;
}

/** Something at rest that cannot be opened. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

export function newSecret(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * A vault whose keys follow from one secret.
 *
 * @see RFC 5869 (HKDF), RFC 2104 (HMAC), NIST SP 800-38D (AES-GCM)
 */
export function createVault(secret: Uint8Array = newSecret()): Vault {
  const derived = (label: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `simulator, ${label}`, KEY_BYTES));
  const [names, values] = [derived('names'), derived('values')];
  return {
    name: (text) => createHmac('sha256', names).update(text).digest('base64url'),
    seal(value, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', values, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, place) {
      const [nonce, tag, text] = [
        sealed.subarray(0, NONCE_BYTES),
        sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES),
        sealed.subarray(NONCE_BYTES + TAG_BYTES),
      ];
      try {
        const decipher = createDecipheriv('aes-256-gcm', values, nonce).setAAD(Buffer.from(place));
        decipher.setAuthTag(tag);
        return JSON.parse(Buffer.concat([decipher.update(text), decipher.final()]).toString());
      } catch (cause) {
        throw new SealError('It was sealed with another key, or altered since.', { cause });
      }
    },
  };
}
