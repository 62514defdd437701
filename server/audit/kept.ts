import { createHash } from 'node:crypto';

/** A JSON document as the audit log keeps it: its beginning, and the size and hash of the whole. */
export interface Kept {
  text: string;
  /** Of the whole document, in UTF-8. */
  bytes: number;
  sha256: string;
}

/** A signed token, wherever somebody pasted one. @see RFC 7519, section 3 */
const JWT = /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)+/g;
const IN_ITS_PLACE = '[token]';

/** Keeps at most so many bytes, and never a token: neither `secret` nor anything of the form of a JWT. */
export function keep(document: unknown, most: number, secret: string): Kept {
  const whole = (JSON.stringify(document) ?? 'null')
    .replaceAll(secret === '' ? IN_ITS_PLACE : secret, IN_ITS_PLACE)
    .replaceAll(JWT, IN_ITS_PLACE);
  const bytes = Buffer.from(whole);
  return {
    // A character that the limit cuts in two is left out.
    text: new TextDecoder().decode(bytes.subarray(0, most), { stream: true }),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
