import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { API_SCOPE_OF, apiScopeSchema, type ApiScope, type Scope } from '#contract/scopes.ts';
import type { Account, Worlds } from '../ports.ts';
import type { TokenChanges } from '../token-changes.ts';
import { CONNECTOR_ID } from './connector-authentication.ts';
import type { Grant, Grants } from './grants.ts';
import { machineSeconds } from './machine-time.ts';
import { changed, signClaims } from './sign-claims.ts';
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
export interface LiveToken extends Account {
  claims: AccessTokenClaims;
  grant: Grant;
}

/** A token that is called active for tests: what it would say, and what it says. */
interface VouchedToken {
  claims: AccessTokenClaims;
  said: Readonly<Record<string, unknown>>;
}

/** What an access token of the tenant API lives at the most, in seconds. */
const API_TOKEN_SECONDS = 60;

const MOST_REMEMBERED = 1_000;

export class AccessTokens {
  readonly #options: { issuer: string; key: SigningKey; worlds: Worlds; grants: Grants };
  /** What genuine tokens say, by audience and token: a signature stays right, and whether the token lives is asked each time. */
  readonly #genuine = new Map<string, AccessTokenClaims>();
  readonly #vouched = new Map<string, VouchedToken>();

  constructor(options: { issuer: string; key: SigningKey; worlds: Worlds; grants: Grants }) {
    this.#options = options;
  }

  /** Seconds of the clock of an account's world, which tokens carry beside the machine's time as `world_iat`. */
  worldSeconds(accountId: string | undefined): number {
    return Math.floor(this.#options.worlds.of(accountId).clock.now().getTime() / 1000);
  }

  /**
   * The token, if it is genuine, meant for `audience` and alive; null for anything else.
   *
   * @see RFC 9068, section 4 "Validating JWT Access Tokens"
   */
  async live(token: string, audience: string): Promise<LiveToken | null> {
    const claims = await this.#verified(token, audience);
    return claims && this.#alive(claims);
  }

  /** The token, if it was made to be vouched for and its grant lives, with what it says; null for any other. */
  vouched(token: string): (LiveToken & Pick<VouchedToken, 'said'>) | null {
    const vouched = this.#vouched.get(token);
    const alive = vouched && this.#alive(vouched.claims);
    return alive ? { ...alive, said: vouched.said } : null;
  }

  #alive(claims: AccessTokenClaims): LiveToken | null {
    if (this.#secondsLeft(claims) <= 0) return null;
    const grant = this.#options.grants.byReference(claims.gid);
    const account = this.#options.worlds.account(claims.sub);
    if (!grant || !account || account.user.disabled) return null;
    if (grant.userId !== account.accountId || claims.sub !== account.accountId) return null;
    return { claims, grant, ...account };
  }

  /**
   * A token for the tenant API in which the connector acts for the user. It never outlives the one it came from.
   *
   * @see RFC 8693, section 4.1 "act" (Actor) Claim
   */
  async issueForApi(
    { claims }: LiveToken,
    { audience, scopes }: { audience: string; scopes: readonly ApiScope[] },
  ): Promise<{ token: string; expiresIn: number }> {
    const expiresIn = Math.min(API_TOKEN_SECONDS, this.#secondsLeft(claims));
    const token = await this.#sign({
      ...claims,
      ...actingFor(claims.client_id),
      audience,
      scopes,
      expiresIn,
    });
    return { token, expiresIn };
  }

  /** A token straight from a grant, with all that the grant covers: for the connector, or in its name for the tenant API. */
  issueFromGrant(
    { userId, clientId, reference, scopes }: Grant,
    { kind, ...meant }: { kind: 'api' | 'mcp'; audience: string; expiresIn: number },
    changes?: TokenChanges,
  ): Promise<string> {
    const own = { sub: userId, gid: reference, ...meant };
    return kind === 'mcp'
      ? this.#sign({ ...own, client_id: clientId, scopes: [...scopes] }, changes)
      : this.#sign({
          ...own,
          ...actingFor(clientId),
          scopes: [...scopes].map((scope) => API_SCOPE_OF[scope]),
        });
  }

  async #sign(
    facts: {
      sub: string;
      client_id: string;
      act?: AccessTokenClaims['act'];
      gid: string;
      audience: string;
      scopes: readonly string[];
      expiresIn: number;
    },
    changes: TokenChanges = {},
  ): Promise<string> {
    const { issuer, key } = this.#options;
    const now = machineSeconds();
    const claims = {
      client_id: facts.client_id,
      ...(facts.act && { act: facts.act }),
      scope: facts.scopes.join(' '),
      gid: facts.gid,
      world_iat: this.worldSeconds(facts.sub),
      iss: issuer,
      aud: facts.audience,
      sub: facts.sub,
      jti: crypto.randomUUID(),
      iat: now,
      exp: now + facts.expiresIn,
    };
    const said = changed(claims, changes.claims);
    const token = await signClaims(said, changed({ typ: 'at+jwt', kid: key.kid }, changes.header), key);
    if (changes.vouched === true) remember(this.#vouched, token, { claims, said });
    return token;
  }

  async #verified(token: string, audience: string): Promise<AccessTokenClaims | null> {
    const key = `${audience} ${token}`;
    const claims = this.#genuine.get(key) ?? (await this.#verify(token, audience));
    if (claims === null) return null;
    remember(this.#genuine, key, claims);
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
  #secondsLeft({ sub, exp, iat, world_iat }: AccessTokenClaims): number {
    return Math.min(exp - machineSeconds(), exp - iat - (this.worldSeconds(sub) - world_iat));
  }
}

/** Puts it last; the first goes where there are too many. */
function remember<Thing>(memory: Map<string, Thing>, key: string, thing: Thing): void {
  memory.delete(key);
  memory.set(key, thing);
  if (memory.size > MOST_REMEMBERED) memory.delete(memory.keys().next().value ?? '');
}

/** The account that a token names, whoever made it and be it live or not: good to choose a place for the refusal, and for nothing else. */
export function accountNamedBy(token: string): string | null {
  try {
    return decodeJwt(token).sub ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** The connector as the one who acts for a client. */
function actingFor(clientId: string): Pick<AccessTokenClaims, 'client_id' | 'act'> {
  return { client_id: CONNECTOR_ID, act: { sub: CONNECTOR_ID, client_id: clientId } };
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
