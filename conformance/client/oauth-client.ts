import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  exchangeAuthorization,
  extractWWWAuthenticateParams,
  refreshAuthorization,
  registerClient,
  startAuthorization,
} from '@modelcontextprotocol/client';
import type {
  AuthorizationServerMetadata,
  FetchLike,
  OAuthProtectedResourceMetadata,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { walkConsentPages } from './consent-pages.ts';
import type { Credentials, Walk, WalkOptions } from './consent-pages.ts';
import { needed, NotTestable } from '../finding.ts';
import type { Fetch } from './wire.ts';
import { OUR_CLIENT } from './our-client.ts';

/** A loopback redirect that nobody listens on: the walk stops before it is fetched. */
export const REDIRECT_URI = 'http://127.0.0.1:7777/callback';

/** What an MCP client learns before it signs in. */
export interface Discovery {
  challenge: { status: number; header: string; scope?: string; resourceMetadata?: URL };
  resource: OAuthProtectedResourceMetadata;
  server: AuthorizationServerMetadata;
}

/** One authorization of one OAuth client by one user. */
export interface Grant {
  clientId: string;
  discovery: Discovery;
  tokens: OAuthTokens;
}

function likeFetch(fetch: Fetch): FetchLike {
  return async (url, init) => fetch(new Request(url, init));
}

/** From the bare address of the connector to its authorization server (RFC 9728, RFC 8414). */
export async function discover(url: URL, fetch: Fetch): Promise<Discovery> {
  return needed('no authorization server was found', () => discoverFrom(url, fetch));
}

async function discoverFrom(url: URL, fetch: Fetch): Promise<Discovery> {
  const response = await fetch(unauthenticatedRequest(url));
  const header = response.headers.get('www-authenticate') ?? '';
  const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(response);
  const resource = await discoverOAuthProtectedResourceMetadata(
    url,
    { ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }) },
    likeFetch(fetch),
  );
  const issuer = resource.authorization_servers?.[0];
  if (issuer === undefined)
    throw new NotTestable('the protected resource metadata names no authorization server');
  const server = await discoverAuthorizationServerMetadata(issuer, { fetchFn: likeFetch(fetch) });
  if (server === undefined) throw new NotTestable(`${issuer} publishes no authorization server metadata`);
  return {
    challenge: {
      status: response.status,
      header,
      ...(scope !== undefined && { scope }),
      ...(resourceMetadataUrl !== undefined && { resourceMetadata: resourceMetadataUrl }),
    },
    resource,
    server,
  };
}

/** A request for the tools by somebody who has no token. */
export function unauthenticatedRequest(url: URL): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
  });
}

/** Registers an OAuth client of ours (RFC 7591); throws what the SDK throws when that is refused. */
export async function register(
  discovery: Discovery,
  fetch: Fetch,
  redirectUris: readonly string[] = [REDIRECT_URI],
): Promise<{ client_id: string; redirect_uris: string[] }> {
  return needed('the registration failed', () =>
    registerClient(discovery.server.issuer, {
      metadata: discovery.server,
      clientMetadata: {
        client_name: OUR_CLIENT.title,
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
      fetchFn: likeFetch(fetch),
    }),
  );
}

export interface Authorization extends Walk {
  codeVerifier: string;
  start: URL;
}

/** Sends the user to the authorization server and through its pages. `edit` changes the request on the way. */
export async function authorize(
  discovery: Discovery,
  fetch: Fetch,
  options: {
    clientId: string;
    credentials: Credentials;
    redirectUri?: string;
    resource?: string;
    edit?: (url: URL) => void;
  } & Pick<WalkOptions, 'press' | 'browser' | 'until'>,
): Promise<Authorization> {
  const { clientId, credentials, redirectUri = REDIRECT_URI, resource, edit, ...walking } = options;
  const scope = discovery.resource.scopes_supported?.join(' ') ?? discovery.challenge.scope;
  const { authorizationUrl, codeVerifier } = await needed('no authorization can be asked for', () =>
    startAuthorization(discovery.server.issuer, {
      metadata: discovery.server,
      clientInformation: { client_id: clientId },
      redirectUrl: redirectUri,
      state: 'state-of-the-suite',
      resource: new URL(resource ?? discovery.resource.resource),
      ...(scope !== undefined && { scope }),
    }),
  );
  edit?.(authorizationUrl);
  const walk = await walkConsentPages({
    fetch,
    start: authorizationUrl,
    redirectUri,
    credentials,
    ...walking,
  });
  return { ...walk, codeVerifier, start: authorizationUrl };
}

/** Redeems the code of an authorization for tokens. */
export async function redeem(
  discovery: Discovery,
  fetch: Fetch,
  {
    clientId,
    authorization,
    resource,
  }: { clientId: string; authorization: Authorization; resource?: string },
): Promise<OAuthTokens> {
  const code = authorization.callback?.searchParams.get('code');
  if (code === undefined || code === null) throw new NotTestable(whyNoCode(authorization));
  const iss = authorization.callback?.searchParams.get('iss');
  return needed('the code was not redeemed', () =>
    exchangeAuthorization(discovery.server.issuer, {
      metadata: discovery.server,
      clientInformation: { client_id: clientId },
      authorizationCode: code,
      codeVerifier: authorization.codeVerifier,
      redirectUri: REDIRECT_URI,
      resource: new URL(resource ?? discovery.resource.resource),
      ...(typeof iss === 'string' && { iss }),
      fetchFn: likeFetch(fetch),
    }),
  );
}

/** The whole way from the bare address to tokens, with a client registered for this occasion. */
export async function signIn(url: URL, fetch: Fetch, credentials: Credentials): Promise<Grant> {
  const discovery = await discover(url, fetch);
  const { client_id: clientId } = await register(discovery, fetch);
  const authorization = await authorize(discovery, fetch, { clientId, credentials });
  return { clientId, discovery, tokens: await redeem(discovery, fetch, { clientId, authorization }) };
}

/** Renews the tokens of a grant, with its own refresh token or another one. */
export async function refresh(grant: Grant, fetch: Fetch, refreshToken?: string): Promise<OAuthTokens> {
  const { server, resource } = grant.discovery;
  const token = refreshToken ?? grant.tokens.refresh_token;
  if (token === undefined) throw new NotTestable('the authorization server gave no refresh token');
  return needed('the refresh token was refused', () =>
    refreshAuthorization(server.issuer, {
      metadata: server,
      clientInformation: { client_id: grant.clientId },
      refreshToken: token,
      resource: new URL(resource.resource),
      fetchFn: likeFetch(fetch),
    }),
  );
}

/** Says how far a walk came that ended without a code. */
export function whyNoCode({ callback, pages }: Walk): string {
  const error = callback?.searchParams.get('error');
  if (error !== null && error !== undefined) return `sign-in ended in the error ${error}`;
  const last = pages.at(-1);
  return `sign-in stopped at a page without a form to go on with: ${last?.status ?? ''} ${last?.text.slice(0, 200) ?? ''}`;
}
