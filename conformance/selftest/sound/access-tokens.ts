import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Json } from '../../client/wire.ts';
import type { TokenChanges } from '../../witness/witness.ts';
import type { SoundUser, SoundWorld } from './world.ts';

export const TOKEN_SECONDS = 300;
const LONGEST_SECONDS = 3600;
const KEY_ID = 'sound-1';

const claimsSchema = z.object({
  sub: z.string(),
  client_id: z.string(),
  gid: z.string(),
  scope: z.string(),
  exp: z.number(),
});

/** What an access token rests on. */
interface Granted {
  id: string;
  user: SoundUser;
  clientId: string;
  scope: string;
}

/**
 * Signs access tokens and looks at them as a resource server has to.
 *
 * @see RFC 9068, sections 2 and 4
 */
export async function createAccessTokens(world: SoundWorld, issuer: string, resource: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'ES256', use: 'sig' };
  const seconds = () => Math.floor(world.now().getTime() / 1000);
  let counter = 0;
  /** What a good token says stays good until it expires: signatures are what takes time. */
  const good = new Map<string, z.infer<typeof claimsSchema>>();

  return {
    keySet: { keys: [jwk] },
    /** A token for the grant; the changes stand in the place of what is true. */
    async issue({ id, user, clientId, scope }: Granted, changes: TokenChanges = {}): Promise<string> {
      const now = seconds();
      const claims = {
        iss: issuer,
        aud: resource,
        sub: user.id,
        client_id: clientId,
        scope,
        gid: id,
        jti: `token-${(counter += 1)}`,
        iat: now,
        exp: now + TOKEN_SECONDS,
        ...changes.claims,
      };
      const header: Json = { typ: 'at+jwt', kid: KEY_ID, ...changes.header };
      return new SignJWT(present(claims))
        .setProtectedHeader({ ...present(header), alg: 'ES256' })
        .sign(privateKey, { crit: Object.fromEntries(criticalIn(header).map((name) => [name, true])) });
    },
    /** What a good token says; null for any other. */
    async read(token: string, audience = resource): Promise<z.infer<typeof claimsSchema> | null> {
      const known = good.get(`${audience} ${token}`);
      if (known !== undefined && known.exp > seconds()) return known;
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          issuer,
          audience,
          typ: 'at+jwt',
          algorithms: ['ES256'],
          requiredClaims: ['exp'],
          maxTokenAge: LONGEST_SECONDS,
          currentDate: world.now(),
        });
        const { aud, iat = 0, exp = 0 } = payload;
        if (aud !== audience || exp - iat > LONGEST_SECONDS) return null;
        const claims = claimsSchema.parse(payload);
        good.set(`${audience} ${token}`, claims);
        return claims;
      } catch {
        return null;
      }
    },
  };
}

function present(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function criticalIn({ crit }: Json): string[] {
  return Array.isArray(crit) ? crit.map(String) : [];
}
