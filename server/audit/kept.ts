import { createHash } from 'node:crypto';

/** A JSON document as the audit log keeps it: its beginning, and the size and hash of the whole. */
export interface Kept {
  text: string;
  /** Of the whole document, in UTF-8. */
  bytes: number;
  sha256: string;
}

const IN_ITS_PLACE = '[token]';
/** All that a JWT can consist of, as long as it goes on: found in one pass, however hostile the text. */
const RUN = /[\w.-]+/g;
const SHORTEST_JWT = 40;

/** Keeps at most so many bytes, and never a token: neither `secret` nor anything of the form of a JWT. */
export function keep(document: unknown, most: number, secret: string): Kept {
  const json = jsonOf(document);
  const whole = (secret === '' ? json : json.replaceAll(secret, IN_ITS_PLACE)).replaceAll(RUN, withoutJwt);
  const bytes = Buffer.from(whole);
  return {
    // A character that the limit cuts in two is left out.
    text: new TextDecoder().decode(bytes.subarray(0, most), { stream: true }),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function jsonOf(document: unknown): string {
  try {
    return JSON.stringify(document) ?? 'null';
  } catch {
    return '"[nested too deeply]"';
  }
}

/** Three parts with dots between, of which the first is a JSON object in base64url. @see RFC 7519, section 3.1 */
function withoutJwt(run: string): string {
  const at = run.indexOf('eyJ');
  if (at === -1 || run.length - at < SHORTEST_JWT || run.slice(at).split('.', 3).length < 3) return run;
  return run.slice(0, at) + IN_ITS_PLACE;
}
