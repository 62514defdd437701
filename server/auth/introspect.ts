import { z } from 'zod';
import { SCOPES, type Scope } from '#contract/scopes.ts';
import type { Principal } from '../ports.ts';
import { IssuerUnavailable, type Issuer } from './issuer.ts';
import type { AccessTokenClaims } from './verify-token.ts';

const tenantSchema = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,64}$/),
  name: z.string(),
  region: z.string(),
  time_zone: z.string(),
});

/** @see RFC 7662, section 2.2 */
const answerSchema = z.discriminatedUnion('active', [
  z.object({ active: z.literal(false) }),
  z.object({
    active: z.literal(true),
    sub: z.string(),
    user_id: z.string().optional(),
    client_id: z.string(),
    gid: z.string(),
    scope: z.string().default(''),
    tenants: z.array(tenantSchema),
  }),
]);

/**
 * Asks whether the grant behind a verified token still lives, and what it permits by now. Null when it does not live.
 * Anything but a clear answer is IssuerUnavailable: a token that nobody vouches for is not accepted.
 */
export async function introspect(
  issuer: Issuer,
  token: string,
  claims: AccessTokenClaims,
  now: () => Date,
): Promise<Principal | null> {
  const { status, body, date } = await issuer.post('introspection_endpoint', {
    token,
    token_type_hint: 'access_token',
  });
  const parsed = answerSchema.safeParse(body);
  if (status !== 200 || !parsed.success) throw new IssuerUnavailable('introspection', `status ${status}`);
  const answer = parsed.data;
  if (!answer.active) return null;
  if (answer.sub !== claims.sub || answer.client_id !== claims.client_id || answer.gid !== claims.gid) {
    throw new IssuerUnavailable('introspection', 'the answer is about another token');
  }
  return {
    user_id: answer.user_id ?? answer.sub,
    client_id: answer.client_id,
    grant_id: answer.gid,
    scopes: scopesIn(claims.scope).intersection(scopesIn(answer.scope)),
    tenants: answer.tenants,
    now: date ?? now(),
  };
}

function scopesIn(scope: string): Set<Scope> {
  const given = scope.split(' ');
  return new Set(SCOPES.filter((known) => given.includes(known)));
}
