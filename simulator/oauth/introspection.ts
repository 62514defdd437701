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

  const live = await options.tokens.live(form.get('token') ?? '', options.mcpResource);
  const scopes = live ? liveScopes(live) : [];
  if (!live || scopes.length === 0) return jsonAnswer(200, { active: false });
  options.grants.markUsed(live.grant);
  const { claims } = live;
  return jsonAnswer(200, {
    active: true,
    token_type: 'Bearer',
    iss: options.issuer,
    sub: claims.sub,
    aud: claims.aud,
    client_id: claims.client_id,
    scope: scopes.join(' '),
    iat: claims.iat,
    exp: claims.exp,
    jti: claims.jti,
    gid: claims.gid,
    user_id: live.accountId,
    tenants: tenantsOf(live),
  });
}

function tenantsOf({ user, world }: Account) {
  return user.memberships.flatMap(({ tenant }) => {
    const facts = world.tenant(tenant)?.facts;
    return facts
      ? [{ id: facts.id, name: facts.name, region: facts.region, time_zone: facts.time_zone }]
      : [];
  });
}
