import { base64url, decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { jsonSchema } from './wire.ts';
import type { Json } from './wire.ts';

/** The three parts of an access token that is a JWT. */
export interface Jwt {
  header: Json;
  claims: Json;
  signature: string;
}

/** The parts of a token, unverified; null for an opaque one. */
export function jwtIn(token: string): Jwt | null {
  try {
    const header = jsonSchema.parse(decodeProtectedHeader(token));
    return { header, claims: jsonSchema.parse(decodeJwt(token)), signature: token.split('.')[2] ?? '' };
  } catch (error) {
    if (error instanceof TypeError || error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** A token of these parts, signed or not. */
export function jwtOf({ header, claims, signature }: Jwt): string {
  return `${encoded(header)}.${encoded(claims)}.${signature}`;
}

function encoded(part: Json): string {
  return base64url.encode(JSON.stringify(part));
}
