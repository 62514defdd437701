import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  customFetch,
  discoveryRequest,
  dynamicClientRegistrationRequest,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processDynamicClientRegistrationResponse,
  validateAuthResponse,
  type AuthorizationServer,
  type Client,
} from 'oauth4webapi';
import { TestBrowser, type TestPage } from './browser.ts';

export interface SignInRequest {
  fetch: typeof fetch;
  issuer: string;
  resource: string;
  email: string;
  password: string;
  scope?: string;
  redirectUri?: string;
  /** A client that is registered already, or the address of its metadata document. */
  clientId?: string;
  /** What to fill into the consent form in place of what it proposes. */
  approve?: Record<string, string | string[]>;
  /** A browser that may be signed in already. */
  browser?: TestBrowser;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  client_id: string;
  scope: string;
  expires_in: number;
}

/** What `oauth4webapi` hands to a custom fetch, whichever request it makes. */
interface Sent {
  body?: string | URLSearchParams | null | undefined;
  headers: Record<string, string>;
  method: string;
  redirect: 'manual';
}

export const REDIRECT_URI = 'http://127.0.0.1:33418/callback';

/** What `oauth4webapi` is given with each request: the `fetch` under test, and leave to use http. */
export function clientOptions(fetchUnderTest: typeof fetch) {
  return {
    [customFetch]: (url: string, { body, ...init }: Sent) =>
      fetchUnderTest(new Request(url, { ...init, body: body ?? null })),
    [allowInsecureRequests]: true,
  };
}

export async function discover(issuer: string, fetchUnderTest: typeof fetch): Promise<AuthorizationServer> {
  const url = new URL(issuer);
  const answer = await discoveryRequest(url, { ...clientOptions(fetchUnderTest), algorithm: 'oauth2' });
  return processDiscoveryResponse(url, answer);
}

export async function register(
  server: AuthorizationServer,
  fetchUnderTest: typeof fetch,
  redirectUri = REDIRECT_URI,
): Promise<Client> {
  const metadata = {
    client_name: 'Test host',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  };
  const answer = await dynamicClientRegistrationRequest(server, metadata, clientOptions(fetchUnderTest));
  return processDynamicClientRegistrationResponse(answer);
}

/** An authorization request as a client with PKCE makes it; `more` changes or adds parameters. */
export async function authorizationRequest(
  server: AuthorizationServer,
  options: { clientId: string; redirectUri?: string; more?: Record<string, string> },
): Promise<{ url: URL; verifier: string; state: string }> {
  const [verifier, state] = [generateRandomCodeVerifier(), generateRandomState()];
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: options.clientId,
    redirect_uri: options.redirectUri ?? REDIRECT_URI,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...options.more,
  }).toString();
  return { url, verifier, state };
}

/** Goes through sign-in, where it is asked for, as far as the consent page. */
export async function reachConsent(
  browser: TestBrowser,
  url: URL,
  { email, password }: { email: string; password: string },
): Promise<TestPage> {
  const page = await browser.get(url);
  return page.document.querySelector('input[type=password]')
    ? browser.submit(page, { email, password }, 'Sign in')
    : page;
}

/** Registers a client, signs in, approves everything and redeems the code, as a person with an MCP host does. */
export async function obtainTokens(request: SignInRequest): Promise<Tokens> {
  const server = await discover(request.issuer, request.fetch);
  const redirectUri = request.redirectUri ?? REDIRECT_URI;
  const client =
    request.clientId === undefined
      ? await register(server, request.fetch, redirectUri)
      : { client_id: request.clientId };
  const { url, verifier, state } = await authorizationRequest(server, {
    clientId: client.client_id,
    redirectUri,
    more: { resource: request.resource, ...(request.scope !== undefined && { scope: request.scope }) },
  });
  const browser =
    request.browser ?? new TestBrowser({ fetch: request.fetch, origin: new URL(request.issuer).origin });
  const consent = await reachConsent(browser, url, request);
  const { leftTo, text } = await browser.submit(consent, request.approve, 'Approve');
  if (!leftTo) throw new Error(`No way back to the client: ${text}`);
  const answer = await authorizationCodeGrantRequest(
    server,
    client,
    None(),
    validateAuthResponse(server, client, leftTo, state),
    redirectUri,
    verifier,
    { ...clientOptions(request.fetch), additionalParameters: { resource: request.resource } },
  );
  const { access_token, refresh_token, scope, expires_in } = await processAuthorizationCodeResponse(
    server,
    client,
    answer,
  );
  return {
    access_token,
    refresh_token: refresh_token ?? '',
    client_id: client.client_id,
    scope: scope ?? '',
    expires_in: expires_in ?? 0,
  };
}
