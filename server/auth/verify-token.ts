import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { ACCESS_TOKEN_LIFETIME_SECONDS, CLOCK_TOLERANCE_SECONDS } from '../limits.ts';
import { IssuerUnavailable, type Issuer } from './issuer.ts';

/** jose's codes for a key set that could not be had: no fault of the token. */
const KEY_SET_CODES: readonly string[] = [errors.JWKSInvalid.code, errors.JOSEError.code];

export interface AccessTokenClaims {
  sub: string;
  client_id: string;
  gid: string;
  scope: string;
}

export interface VerifyTokenOptions {
  issuer: Issuer;
  /** The canonical resource URL. A token for anything else is refused, a trailing slash included. */
  audience: string;
  now: () => Date;
}

/**
 * What can be said of a token without asking: signature, type, issuer, audience and times. Null for a token that is not ours.
 *
 * @see RFC 9068, section 4; RFC 8725, sections 3.1 and 3.11; RFC 8707, section 2
 */
export function createTokenVerifier({ issuer, audience, now }: VerifyTokenOptions) {
  const claimsSchema = z
    .object({
      aud: z.literal(audience),
      sub: z.string().min(1),
      client_id: z.string().min(1),
      gid: z.string().min(1),
      jti: z.string().min(1),
      iat: z.number(),
      exp: z.number(),
      scope: z.string().default(''),
    })
    .refine(({ iat, exp }) => exp - iat <= ACCESS_TOKEN_LIFETIME_SECONDS);
  const keys = createRemoteJWKSet(new URL(issuer.url), {
    // The address is the issuer's to know, and so are the bounds of time and size.
    [customFetch]: async () => {
      const { status, body } = await issuer.keySet();
      return Response.json(body, { status });
    },
  });

  return async function verifyToken(token: string): Promise<AccessTokenClaims | null> {
    const currentDate = now();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        algorithms: ['ES256'],
        typ: 'at+jwt',
        issuer: issuer.url,
        audience,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        maxTokenAge: ACCESS_TOKEN_LIFETIME_SECONDS,
        currentDate,
      });
      return protectedHeader.kid === undefined ? null : (claimsSchema.safeParse(payload).data ?? null);
    } catch (thrown) {
      if (thrown instanceof errors.JOSEError && !KEY_SET_CODES.includes(thrown.code)) return null;
      throw thrown instanceof IssuerUnavailable ? thrown : new IssuerUnavailable('jwks', 'no usable key set');
    }
  };
}
