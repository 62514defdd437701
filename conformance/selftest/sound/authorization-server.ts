import { createHash } from 'node:crypto';
import type { TokenChanges } from '../../witness.ts';
import { createAccessTokens, LIFETIME_SECONDS } from './access-tokens.ts';
import type { SoundGrant } from './access-tokens.ts';
import type { SoundUser, SoundWorld, Speaker } from './world.ts';

export const SCOPES = ['optimove:read', 'optimove:drafts.write'];
const CLAUDE = ['https://claude.ai/api/mcp/auth_callback', 'https://claude.com/api/mcp/auth_callback'];
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/[\w/-]*$/u;

interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  challenge: string;
  state: string | null;
  scope: string;
  user?: SoundUser;
}

/** OAuth 2.1 in its smallest form: registration, code with S256, consent pages, rotation, revocation, one resource. */
export async function createAuthorizationServer(world: SoundWorld, issuer: string, resource: string) {
  const accessTokens = await createAccessTokens(world, issuer, resource);
  const clients = new Map<string, string[]>();
  const requests = new Map<string, AuthorizationRequest>();
  const codes = new Map<string, AuthorizationRequest & { user: SoundUser }>();
  const grants = new Map<string, SoundGrant>();
  const refreshTokens = new Map<string, { grantId: string; used: boolean }>();
  let counter = 0;
  const fresh = (kind: string) =>
    `${kind}-${(counter += 1)}-${createHash('sha256').update(`${kind}${counter}`).digest('hex').slice(0, 16)}`;

  const register = async (request: Request): Promise<Response> => {
    const metadata: unknown = await request.json();
    const uris = redirectUrisIn(metadata).filter((uri) => CLAUDE.includes(uri) || LOOPBACK.test(uri));
    if (uris.length === 0) return oauthError(400, 'invalid_redirect_uri');
    const clientId = fresh('client');
    clients.set(clientId, uris);
    const answer = {
      client_id: clientId,
      redirect_uris: uris,
      token_endpoint_auth_method: 'none',
      client_name: 'client',
    };
    return Response.json(answer, { status: 201 });
  };

  const authorize = ({ searchParams: query }: URL): Response => {
    const clientId = query.get('client_id') ?? '';
    const redirectUri = query.get('redirect_uri') ?? '';
    if (clients.get(clientId)?.includes(redirectUri) !== true)
      return page(400, 'Unknown client or redirect address.');
    const refuse = (error: string) => back(redirectUri, { error, state: query.get('state'), iss: issuer });
    const challenge = query.get('code_challenge');
    if (challenge === null || query.get('code_challenge_method') !== 'S256') return refuse('invalid_request');
    if ((query.get('resource') ?? resource) !== resource) return refuse('invalid_target');
    const scope = query.get('scope') ?? SCOPES.join(' ');
    if (scope.split(' ').some((one) => !SCOPES.includes(one))) return refuse('invalid_scope');
    const ticket = fresh('ticket');
    requests.set(ticket, { clientId, redirectUri, challenge, scope, state: query.get('state') });
    return signInPage(ticket);
  };

  const signIn = (form: URLSearchParams): Response => {
    const request = requests.get(form.get('ticket') ?? '');
    const user = world.userOf(form.get('email') ?? '');
    if (request === undefined) return page(400, 'This sign-in is over.');
    if (user === undefined || user.disabled || user.password !== form.get('password'))
      return signInPage(form.get('ticket') ?? '');
    request.user = user;
    return page(
      200,
      `<p>The application asks for ${request.scope} for ${user.email}.</p><form method="post" action="/consent">
        <input type="hidden" name="ticket" value="${form.get('ticket') ?? ''}">
        <button name="decision" value="yes">Approve</button><button name="decision" value="no">Deny</button></form>`,
    );
  };

  const consent = (form: URLSearchParams): Response => {
    const ticket = form.get('ticket') ?? '';
    const request = requests.get(ticket);
    requests.delete(ticket);
    if (request?.user === undefined) return page(400, 'This sign-in is over.');
    const answer = { state: request.state, iss: issuer };
    if (form.get('decision') !== 'yes')
      return back(request.redirectUri, { ...answer, error: 'access_denied' });
    const code = fresh('code');
    codes.set(code, { ...request, user: request.user });
    return back(request.redirectUri, { ...answer, code });
  };

  const token = async (form: URLSearchParams): Promise<Response> => {
    if ((form.get('resource') ?? resource) !== resource) return oauthError(400, 'invalid_target');
    if (form.get('grant_type') === 'refresh_token') {
      const used = refreshTokens.get(form.get('refresh_token') ?? '');
      const grant = grants.get(used?.grantId ?? '');
      if (used === undefined || grant === undefined || grant.clientId !== form.get('client_id'))
        return oauthError(400, 'invalid_grant');
      if (used.used) grant.alive = false;
      if (!grant.alive || grant.user.disabled) return oauthError(400, 'invalid_grant');
      used.used = true;
      return issue(used.grantId, grant);
    }
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code === undefined || code.clientId !== form.get('client_id') || code.challenge !== challenge) {
      return oauthError(400, 'invalid_grant');
    }
    const grantId = fresh('grant');
    const grant = { user: code.user, clientId: code.clientId, scope: code.scope, alive: true };
    grants.set(grantId, grant);
    return issue(grantId, grant);
  };

  const issue = async (grantId: string, grant: SoundGrant): Promise<Response> => {
    const refresh = fresh('refresh');
    refreshTokens.set(refresh, { grantId, used: false });
    return Response.json(
      {
        access_token: await accessTokens.issue(grantId, grant),
        token_type: 'Bearer',
        expires_in: LIFETIME_SECONDS,
        refresh_token: refresh,
        scope: grant.scope,
      },
      { headers: { 'cache-control': 'no-store' } },
    );
  };

  const endGrant = async (form: URLSearchParams): Promise<Response> => {
    const given = form.get('token') ?? '';
    const grantId = refreshTokens.get(given)?.grantId ?? (await accessTokens.read(given))?.gid;
    const grant = grants.get(grantId ?? '');
    if (grant !== undefined && grant.clientId === form.get('client_id')) grant.alive = false;
    return new Response(null);
  };

  return {
    async fetch(request: Request): Promise<Response> {
      const url = new URL(request.url);
      const form = async () => new URLSearchParams(await request.text());
      switch (url.pathname) {
        case '/.well-known/oauth-authorization-server':
          return Response.json(metadataOf(issuer));
        case '/register':
          return register(request);
        case '/authorize':
          return authorize(url);
        case '/sign-in':
          return signIn(await form());
        case '/consent':
          return consent(await form());
        case '/token':
          return token(await form());
        case '/revoke':
          return endGrant(await form());
        case '/keys':
          return Response.json(accessTokens.keySet);
        default:
          return page(404, 'Nothing here.');
      }
    },
    /** Who speaks through this access token, if it is good and its grant alive. */
    async speaker(bearer: string, audience = resource): Promise<Speaker | null> {
      const claims = await accessTokens.read(bearer, audience);
      const grant = grants.get(claims?.gid ?? '');
      if (claims === null || grant?.alive !== true || grant.user.disabled) return null;
      if (claims.sub !== grant.user.id || claims.client_id !== grant.clientId) return null;
      const scopes = grant.scope.split(' ').filter((scope) => claims.scope.split(' ').includes(scope));
      return { user: grant.user, clientId: grant.clientId, scopes };
    },
    /** A token of the API in the place of a good one of the connector; it never lives longer. */
    async exchange(bearer: string, audience: string): Promise<string | null> {
      const claims = await accessTokens.read(bearer);
      const grant = grants.get(claims?.gid ?? '');
      if (claims === null || grant?.alive !== true) return null;
      const { exp, scope } = claims;
      const act = { sub: 'connector' };
      return accessTokens.issue(claims.gid, grant, { claims: { aud: audience, exp, scope, act } });
    },
    /** Tokens without sign-in, as the control API gives them. */
    async tokensFor(
      user: SoundUser,
      api: string,
      changes: TokenChanges,
    ): Promise<{ token: string; mcp_token: string }> {
      const grantId = fresh('grant');
      const grant = { user, clientId: 'developer', scope: SCOPES.join(' '), alive: true };
      grants.set(grantId, grant);
      return {
        token: await accessTokens.issue(grantId, grant, { claims: { aud: api } }),
        mcp_token: await accessTokens.issue(grantId, grant, changes),
      };
    },
    revoke(user: string, clientId?: string): void {
      for (const grant of grants.values()) {
        const theirs = grant.user.email === user || grant.user.id === user;
        if (theirs && (clientId === undefined || grant.clientId === clientId)) grant.alive = false;
      }
    },
  };
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/register`,
    revocation_endpoint: `${issuer}/revoke`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
    scopes_supported: SCOPES,
  };
}

function redirectUrisIn(metadata: unknown): string[] {
  const uris =
    typeof metadata === 'object' && metadata !== null && 'redirect_uris' in metadata
      ? metadata.redirect_uris
      : [];
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
}

function back(redirectUri: string, answer: Record<string, string | null>): Response {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer))
    if (value !== null) location.searchParams.set(name, value);
  return new Response(null, { status: 303, headers: { location: location.href } });
}

function signInPage(ticket: string): Response {
  return page(
    200,
    `<form method="post" action="/sign-in"><input type="hidden" name="ticket" value="${ticket}">
      <input type="email" name="email"><input type="password" name="password"><button>Sign in</button></form>`,
  );
}

function page(status: number, body: string): Response {
  return new Response(`<!doctype html><title>Sound</title>${body}`, {
    status,
    headers: { 'content-type': 'text/html' },
  });
}

function oauthError(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
