import { createHash } from 'node:crypto';
import type { TokenChanges } from '../../witness/witness.ts';
import { createClients, mayRedirect } from './clients.ts';
import { createGrants } from './grants.ts';
import { formOf, oauthError, page, repeats } from './pages.ts';
import { createSignIn } from './sign-in.ts';
import type { SoundUser, SoundWorld } from './world.ts';

const DRAFT_SCOPE = 'optimove:drafts.write';
export const SCOPES = ['optimove:read', DRAFT_SCOPE];
const FORM = 'application/x-www-form-urlencoded';
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/u;

/** OAuth 2.1 in its smallest form: registration, code with S256, consent pages, rotation, revocation, one resource. */
export async function createAuthorizationServer(world: SoundWorld, issuer: string, resource: string) {
  let counter = 0;
  const fresh = (kind: string) =>
    `${kind}-${(counter += 1)}-${createHash('sha256').update(`${kind}${counter}`).digest('hex').slice(0, 16)}`;
  const grants = await createGrants(world, { issuer, resource, fresh });
  const clients = createClients(issuer, fresh, (id) => grants.revoke(({ clientId }) => clientId === id));
  const people = createSignIn({
    world,
    issuer,
    fresh,
    answer: (asked, user) => {
      const about = { state: asked.state, iss: issuer };
      return user === null
        ? back(asked.redirectUri, { ...about, error: 'access_denied' })
        : back(asked.redirectUri, { ...about, code: grants.approve({ ...asked, user }) });
    },
    profile: {
      clientsOf: (user) => grants.clientsOf(user),
      end: (user, id) => grants.revoke((grant) => grant.user === user && grant.clientId === id),
      stopDrafts: (user, id) =>
        grants.narrow((grant) => grant.user === user && grant.clientId === id, DRAFT_SCOPE),
    },
  });

  const authorize = (request: Request): Response => {
    const { searchParams: query } = new URL(request.url);
    const client = clients.find(query.get('client_id'));
    const redirectUri = query.get('redirect_uri') ?? '';
    if (client === undefined || repeats(query) || !mayRedirect(client, redirectUri))
      return page(400, '<h1>Unknown client or redirect address.</h1>');
    const state = query.get('state');
    const refuse = (error: string) => back(redirectUri, { error, state, iss: issuer });
    if (query.get('response_type') !== 'code') return refuse('unsupported_response_type');
    if ((query.get('response_mode') ?? 'query') !== 'query') return refuse('invalid_request');
    const challenge = query.get('code_challenge') ?? '';
    if (query.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(challenge))
      return refuse('invalid_request');
    if ((query.get('resource') ?? resource) !== resource) return refuse('invalid_target');
    const scope = query.get('scope') ?? SCOPES.join(' ');
    if (scope.split(' ').some((one) => !SCOPES.includes(one))) return refuse('invalid_scope');
    if (query.get('prompt') === 'none') return refuse('consent_required');
    return people.ask(request, {
      clientId: client.id,
      clientName: client.name,
      redirectUri,
      challenge,
      state,
      scope,
    });
  };

  const token = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST' || request.headers.get('content-type')?.startsWith(FORM) !== true)
      return oauthError(400, 'invalid_request');
    const form = await formOf(request);
    if (repeats(form)) return oauthError(400, 'invalid_request');
    if (clients.find(form.get('client_id')) === undefined) return oauthError(401, 'invalid_client');
    if ((form.get('resource') ?? resource) !== resource) return oauthError(400, 'invalid_target');
    if (form.get('grant_type') === 'authorization_code') return grants.redeem(form);
    if (form.get('grant_type') === 'refresh_token') return grants.refresh(form);
    return oauthError(400, 'unsupported_grant_type');
  };

  const revocation = async (request: Request): Promise<Response> => {
    const form = await formOf(request);
    await grants.end(form.get('token') ?? '', form.get('client_id'));
    return new Response(null, { headers: { 'cache-control': 'no-store' } });
  };

  return {
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (pathname === '/register' || pathname.startsWith('/register/client-'))
        return clients.answer(request);
      switch (pathname) {
        case '/.well-known/oauth-authorization-server':
          return Response.json(metadataOf(issuer));
        case '/jwks':
          return Response.json(grants.keySet);
        case '/authorize':
          return authorize(request);
        case '/sign-in':
          return people.signIn(request);
        case '/consent':
          return people.consent(request);
        case '/profile':
          return people.profilePage(request);
        case '/token':
          return token(request);
        case '/revoke':
          return revocation(request);
        case '/introspect':
          return oauthError(401, 'invalid_client');
        default:
          return page(404, '<h1>Nothing here.</h1>');
      }
    },
    speaker: async (bearer: string, audience?: string) => grants.speaker(bearer, audience),
    exchange: async (bearer: string, audience: string) => grants.exchange(bearer, audience),
    tokensFor: async (user: SoundUser, api: string, changes: TokenChanges) =>
      grants.tokensFor(user, api, SCOPES.join(' '), changes),
    revoke: (user: string, clientId?: string) =>
      grants.revoke(
        (grant) =>
          [grant.user.email, grant.user.id].includes(user) &&
          (clientId === undefined || grant.clientId === clientId),
      ),
  };
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/register`,
    revocation_endpoint: `${issuer}/revoke`,
    introspection_endpoint: `${issuer}/introspect`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
    scopes_supported: SCOPES,
  };
}

function back(redirectUri: string, answer: Record<string, string | null>): Response {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer))
    if (value !== null) location.searchParams.set(name, value);
  return new Response(null, { status: 303, headers: { location: location.href } });
}
