import { API_SCOPE_OF, apiScopeSchema, type ApiScope } from '#contract/scopes.ts';
import { liveScopes, type AccessTokens } from './access-tokens.ts';
import type { ConnectorAuthentication } from './connector-authentication.ts';
import { jsonAnswer, oauthError, repeatedParameter, repeatedParameterError } from './oauth-answers.ts';

export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

export interface ExchangeOptions {
  tokens: AccessTokens;
  problemWithConnector: ConnectorAuthentication;
  mcpResource: string;
  apiResource: string;
}

/**
 * Gives the connector a short token for the tenant API in place of the caller's, so that the caller's goes no further.
 *
 * @see RFC 8693, section 2 "Token Exchange Request and Response"
 */
export async function exchangeToken(form: URLSearchParams, options: ExchangeOptions): Promise<Response> {
  const repeated = repeatedParameter(form);
  if (repeated !== undefined) return repeatedParameterError(repeated);
  const problem = await options.problemWithConnector(form);
  if (problem !== null) return oauthError(401, 'invalid_client', problem);
  if (form.get('subject_token_type') !== ACCESS_TOKEN) {
    return oauthError(400, 'invalid_request', `subject_token_type must be ${ACCESS_TOKEN}.`);
  }
  if ((form.get('requested_token_type') ?? ACCESS_TOKEN) !== ACCESS_TOKEN) {
    return oauthError(400, 'invalid_request', `requested_token_type must be ${ACCESS_TOKEN} or left out.`);
  }
  if (form.has('actor_token') || form.has('actor_token_type')) {
    return oauthError(
      400,
      'invalid_request',
      'The actor is the authenticated client; actor_token is not accepted.',
    );
  }
  const target = form.get('resource') ?? form.get('audience') ?? options.apiResource;
  if (target !== options.apiResource || (form.get('audience') ?? target) !== target) {
    return oauthError(400, 'invalid_target', `A token can be had for ${options.apiResource} only.`);
  }
  const subject = await options.tokens.live(form.get('subject_token') ?? '', options.mcpResource);
  if (!subject) {
    const cause =
      'it is not an access token of this server for the connector, or it has expired or been revoked';
    return oauthError(400, 'invalid_request', `The subject_token is not accepted: ${cause}.`);
  }
  const obtainable = liveScopes(subject).map((scope) => API_SCOPE_OF[scope]);
  const scopes = scopesAsked(form.get('scope'), obtainable);
  if (!scopes) {
    return oauthError(400, 'invalid_scope', `The subject_token allows at the most: ${obtainable.join(' ')}.`);
  }
  const { token, expiresIn } = await options.tokens.issueForApi(subject, {
    audience: options.apiResource,
    scopes,
  });
  return jsonAnswer(200, {
    access_token: token,
    issued_token_type: ACCESS_TOKEN,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scopes.join(' '),
  });
}

/** What was asked for when all of it may be had, everything when nothing was named, null otherwise. */
function scopesAsked(asked: string | null, obtainable: readonly ApiScope[]): readonly ApiScope[] | null {
  const scopes =
    asked === null ? obtainable : apiScopeSchema.array().safeParse([...new Set(asked.split(' '))]).data;
  return scopes && scopes.length > 0 && scopes.every((scope) => obtainable.includes(scope)) ? scopes : null;
}
