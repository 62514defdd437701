import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { API_SCOPE_OF, apiScopeSchema, type ApiScope, type Scope } from '#contract/scopes.ts';
import type { UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import type { Grant, Grants } from './grants.ts';
import { machineSeconds } from './machine-time.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

const claimsSchema = z.object({
  sub: z.string(),
  /** One audience as a string: a token for several would be good for more than one thing. */
  aud: z.string(),
  client_id: z.string(),
  scope: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string(),
  gid: z.string(),
  world_iat: z.int(),
  act: z.object({ sub: z.string(), client_id: z.string() }).optional(),
});
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

/** A token that is good now: the grant behind it lives and so does its user's account. */
export interface LiveToken {
  claims: AccessTokenClaims;
  grant: Grant;
  user: UserRecord;
}

/** What an access token of the tenant API lives at the most, in seconds. */
const API_TOKEN_SECONDS = 60;

const MOST_REMEMBERED = 1_000;

export class AccessTokens {
  readonly #options: { issuer: string; key: SigningKey; world: World; grants: Grants };
  /** What genuine tokens say, by audience and token: a signature stays right, and whether the token lives is asked each time. */
  readonly #genuine = new Map<string, AccessTokenClaims>();

  constructor(options: { issuer: string; key: SigningKey; world: World; grants: Grants }) {
    this.#options = options;
  }

  /** Seconds of the world's clock, which tokens carry beside the machine's time as `world_iat`. */
  worldSeconds(): number {
    return Math.floor(this.#options.world.clock.now().getTime() / 1000);
  }

  /**
   * The token, if it is genuine, meant for `audience` and alive; null for anything else.
   *
   * @see RFC 9068, section 4 "Validating JWT Access Tokens"
   */
  async live(token: string, audience: string): Promise<LiveToken | null> {
    const claims = await this.#verified(token, audience);
    if (!claims || this.#secondsLeft(claims) <= 0) return null;
    const grant = this.#options.grants.byReference(claims.gid);
    const user = this.#options.world.users.find(claims.sub);
    if (!grant || !user || user.disabled || grant.userId !== user.id || claims.sub !== user.id) return null;
    return { claims, grant, user };
  }

  /**
   * A token for the tenant API in which the connector acts for the user. It never outlives the one it came from.
   *
   * @see RFC 8693, section 4.1 "act" (Actor) Claim
   */
  async issueForApi(
    { claims }: LiveToken,
    { connector, audience, scopes }: { connector: string; audience: string; scopes: readonly ApiScope[] },
  ): Promise<{ token: string; expiresIn: number }> {
    const { issuer, key } = this.#options;
    const expiresIn = Math.min(API_TOKEN_SECONDS, this.#secondsLeft(claims));
    const now = machineSeconds();
    const token = await new SignJWT({
      client_id: connector,
      act: { sub: connector, client_id: claims.client_id },
      scope: scopes.join(' '),
      gid: claims.gid,
      world_iat: this.worldSeconds(),
    })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'at+jwt', kid: key.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(claims.sub)
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + expiresIn)
      .sign(key.privateKey);
    return { token, expiresIn };
  }

  async #verified(token: string, audience: string): Promise<AccessTokenClaims | null> {
    const key = `${audience} ${token}`;
    const claims = this.#genuine.get(key) ?? (await this.#verify(token, audience));
    if (claims === null) return null;
    this.#genuine.delete(key);
    this.#genuine.set(key, claims);
    if (this.#genuine.size > MOST_REMEMBERED) this.#genuine.delete(this.#genuine.keys().next().value ?? '');
    return claims;
  }

  async #verify(token: string, audience: string): Promise<AccessTokenClaims | null> {
    const { issuer, key } = this.#options;
    try {
      const { payload } = await jwtVerify(token, key.publicKey, {
        issuer,
        audience,
        typ: 'at+jwt',
        algorithms: [SIGNING_ALGORITHM],
      });
      return claimsSchema.safeParse(payload).data ?? null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  /** Time has passed when either clock says so: the machine's, or the world's, which may be moved by hand. */
  #secondsLeft({ exp, iat, world_iat }: AccessTokenClaims): number {
    return Math.min(exp - machineSeconds(), exp - iat - (this.worldSeconds() - world_iat));
  }
}

/** What of the token's scope the grant still covers: a scope that was taken back counts at once. */
export function liveScopes({ claims, grant }: LiveToken): Scope[] {
  const named = new Set(claims.scope.split(' '));
  return [...grant.scopes].filter((scope) => named.has(scope));
}

/** The same for a token of the tenant API. */
export function liveApiScopes({ claims, grant }: LiveToken): ApiScope[] {
  const granted = new Set<string>([...grant.scopes].map((scope) => API_SCOPE_OF[scope]));
  return apiScopeSchema.array().parse(claims.scope.split(' ').filter((name) => granted.has(name)));
}
