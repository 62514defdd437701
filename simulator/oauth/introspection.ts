import type { Account } from '../ports.ts';
import { liveScopes, type AccessTokens } from './access-tokens.ts';
import type { ConnectorAuthentication } from './connector-authentication.ts';
import type { Grants } from './grants.ts';
import { jsonAnswer, oauthError, repeatedParameter, repeatedParameterError } from './oauth-answers.ts';

export interface IntrospectionOptions {
  issuer: string;
  mcpResource: string;
  tokens: AccessTokens;
  grants: Grants;
  problemWithConnector: ConnectorAuthentication;
}

/** What is said of a token as the token says it. */
const NAMED: readonly string[] = ['iss', 'sub', 'aud', 'client_id', 'iat', 'exp', 'jti', 'gid'];

/**
 * Tells the connector whether an access token is good now, for whom and for which tenants. It says nothing of other tokens.
 *
 * @see RFC 7662, section 2.2 "Introspection Response"
 */
export async function introspect(form: URLSearchParams, options: IntrospectionOptions): Promise<Response> {
  const repeated = repeatedParameter(form);
  if (repeated !== undefined) return repeatedParameterError(repeated);
  const problem = await options.problemWithConnector(form);
  if (problem !== null) return oauthError(401, 'invalid_client', problem);
  if (!form.has('token')) return oauthError(400, 'invalid_request', 'The parameter token is missing.');

  const token = form.get('token') ?? '';
  const vouched = options.tokens.vouched(token);
  const live = vouched ?? (await options.tokens.live(token, options.mcpResource));
  const scopes = live ? liveScopes(live) : [];
  if (!live || scopes.length === 0) return jsonAnswer(200, { active: false });
  options.grants.markUsed(live.grant);
  return jsonAnswer(200, {
    active: true,
    token_type: 'Bearer',
    ...named(vouched?.said ?? { iss: options.issuer, ...live.claims }),
    scope: scopes.join(' '),
    user_id: live.accountId,
    tenants: tenantsOf(live),
  });
}

function named(claims: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => NAMED.includes(name)));
}

function tenantsOf({ user, world }: Account) {
  return user.memberships.flatMap(({ tenant }) => {
    const facts = world.tenant(tenant)?.facts;
    return facts
      ? [{ id: facts.id, name: facts.name, region: facts.region, time_zone: facts.time_zone }]
      : [];
  });
}
