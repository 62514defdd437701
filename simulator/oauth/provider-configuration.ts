import { randomBytes } from 'node:crypto';
import { errors, interactionPolicy, type Configuration, type ResourceServer } from 'oidc-provider';
import { SCOPES, scopeSchema } from '#contract/scopes.ts';
import type { Worlds } from '../ports.ts';
import type { AccessTokens } from './access-tokens.ts';
import { mayFetchDocument } from './client-id-documents.ts';
import { applyClientPolicy } from './client-metadata.ts';
import { createEntryAdapter } from './entry-adapter.ts';
import type { EntryStore } from './entry-store.ts';
import type { RedirectPolicy } from './redirect-policy.ts';
import { SIGNING_ALGORITHM, type SigningKey } from './signing-key.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const ACCESS_TOKEN_SECONDS = 5 * MINUTE;
export const SESSION_SECONDS = 8 * 60 * MINUTE;

export interface ProviderOptions {
  issuer: string;
  mcpResource: string;
  worlds: Worlds;
  store: EntryStore;
  key: SigningKey;
  /** Signs the cookies of browsers. */
  cookieKey: string;
  tokens: AccessTokens;
  redirectKind: RedirectPolicy;
  cimdHosts: readonly string[] | 'any-https';
  fetch: typeof fetch;
  renderError: Configuration['renderError'];
}

/**
 * Asks again whoever is no longer a user. Consent is asked at every authorization, as each begins without a grant; for a native
 * client no other reason is given for that.
 */
function promptPolicy(): interactionPolicy.DefaultPolicy {
  const { Check } = interactionPolicy;
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(
    new Check('no_account', 'the account is gone or disabled', ({ oidc }) => {
      return oidc.session?.accountId !== undefined && oidc.account === undefined;
    }),
  );
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

/** The settings of `oidc-provider` for MCP hosts as public clients of one resource. */
export function providerConfiguration(options: ProviderOptions): Configuration {
  const { store, worlds, mcpResource } = options;
  const secure = options.issuer.startsWith('https:');
  const resourceServer: ResourceServer = {
    scope: SCOPES.join(' '),
    audience: mcpResource,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    jwt: { sign: { alg: SIGNING_ALGORITHM } },
  };

  return {
    adapter: (kind) => createEntryAdapter(store, kind),
    jwks: { keys: [options.key.privateJwk] },
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: SIGNING_ALGORITHM,
    },
    clientAuthMethods: ['none'],
    enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM] },
    responseTypes: ['code'],
    scopes: [],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    acceptQueryParamAccessTokens: false,
    clientBasedCORS: () => false,
    cookies: {
      keys: [options.cookieKey],
      names: {
        session: secure ? '__Host-simulator-session' : 'simulator-session',
        interaction: 'simulator-interaction',
        resume: 'simulator-resume',
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax', secure, path: '/' },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure },
    },
    // The validator runs for every client, wherever it comes from, when one property at least is named.
    extraClientMetadata: {
      properties: ['redirect_policy'],
      validator: (_context, _name, _value, metadata) => applyClientPolicy(metadata, options.redirectKind),
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      registration: { enabled: true, idFactory: () => `mcp-${randomBytes(16).toString('base64url')}` },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      clientIdMetadataDocument: {
        enabled: true,
        ack: 'draft-02',
        allowFetch: (_context, clientId) => mayFetchDocument(clientId, options.cimdHosts),
        allowClient: () => true,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_context, _client, oneOf) => oneOf ?? mcpResource,
        useGrantedResource: () => true,
        getResourceServerInfo({ oidc }, resource) {
          if (resource !== mcpResource) throw new errors.InvalidTarget(`the only resource is ${mcpResource}`);
          const asked = [...oidc.requestParamScopes];
          if (
            oidc.route === 'authorization' &&
            !asked.some((scope) => scopeSchema.safeParse(scope).success)
          ) {
            throw new errors.InvalidScope(`the scopes are ${resourceServer.scope}`, asked.join(' '));
          }
          return resourceServer;
        },
      },
    },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      registration: '/oauth/register',
      revocation: '/oauth/revoke',
      jwks: '/oauth/jwks',
      end_session: '/oauth/end-session',
    },
    // As a plain number AccessToken would win over accessTokenTTL.
    ttl: {
      AccessToken: (_context, token) => token.resourceServer?.accessTokenTTL ?? ACCESS_TOKEN_SECONDS,
      AuthorizationCode: MINUTE,
      Grant: 30 * DAY,
      Interaction: 10 * MINUTE,
      RefreshToken: DAY,
      Session: SESSION_SECONDS,
    },
    rotateRefreshToken: true,
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    revokeGrantPolicy: () => true,
    loadExistingGrant: async ({ oidc }) => {
      const grantId = oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId);
    },
    extraTokenClaims: (_context, token) => ({
      world_iat: options.tokens.worldSeconds('accountId' in token ? token.accountId : undefined),
      ...('grantId' in token && typeof token.grantId === 'string' && { gid: store.reference(token.grantId) }),
    }),
    findAccount: (_context, id) => {
      const account = worlds.account(id);
      if (account === undefined || account.user.disabled) return undefined;
      const { accountId } = account;
      return { accountId, claims: () => ({ sub: accountId }) };
    },
    interactions: { policy: promptPolicy(), url: (_context, { uid }) => `/oauth/interaction/${uid}` },
    renderError: options.renderError,
    fetch: options.fetch,
  };
}
