import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { Provider } from 'oidc-provider';
import type { AuthorizationServer, Worlds } from '../ports.ts';
import { accountName } from '../tenant/accounts.ts';
import { secretOf } from '../storage/secrets.ts';
import { memoryStorage, type Storage } from '../storage/storage.ts';
import { AccessTokens, accountNamedBy, liveApiScopes } from './access-tokens.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { CONNECTOR_ID, createConnectorAuthentication } from './connector-authentication.ts';
import { createDeveloperTokens } from './developer-tokens.ts';
import { EntryStore } from './entry-store.ts';
import { FormProtection } from './form-protection.ts';
import { Grants } from './grants.ts';
import { interactionPage } from './interaction-pages.ts';
import { answerWithNode } from './node-bridge.ts';
import { createOAuthRoutes } from './oauth-routes.ts';
import { createPageRouter, failure, send } from './page-router.ts';
import { profilePages } from './profile-pages.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { providerFailure } from './provider-failure.ts';
import { createRedirectPolicy } from './redirect-policy.ts';
import { RefreshGrace } from './refresh-grace.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { signInPages } from './sign-in-pages.ts';
import { newSigningKey, signingKeyOf } from './signing-key.ts';
import type { ProviderContext } from './provider-context.ts';

export interface AuthorizationServerOptions {
  worlds: Worlds;
  /** An origin, without a slash at the end. */
  issuer: string;
  /** The connector's canonical URL: the only resource that tokens are issued for. */
  mcpResource: string;
  apiResource: string;
  connectorJwksUrl: string;
  /** How long a refresh that is sent again is answered as the first time; 0 takes every second use for theft. */
  refreshGraceSeconds: number;
  extraRedirectUris: readonly string[];
  /** Where grants, sessions and secrets are kept; absent: in memory. */
  storage?: Storage | undefined;
  /** Hosts that client ID metadata documents may come from; any public one when left out. */
  cimdHosts?: readonly string[] | 'any-https';
  fetch?: typeof fetch;
  /** Told of what was thrown while a request was answered; written to the error stream when left out. */
  onBug?: (error: unknown) => void;
}

const PATHS = [
  '/oauth/',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/sign-in',
  '/sign-out',
  '/profile',
] as const;

/** The simulator's OAuth 2.1 authorization server: `oidc-provider` behind our policy, pages and endpoints. */
export async function createAuthorizationServer(
  options: AuthorizationServerOptions,
): Promise<AuthorizationServer> {
  const { worlds, issuer, mcpResource, apiResource } = options;
  // In whose frame the pages stand that nobody is signed in at.
  const world = worlds.standard;
  const issuerUrl = new URL(issuer);
  if (issuerUrl.origin !== issuer)
    throw new TypeError(`The issuer must be an origin such as ${issuerUrl.origin}`);
  const fetchOf = options.fetch ?? fetch;

  const { storage = memoryStorage() } = options;
  const store = new EntryStore((accountId) => worlds.of(accountId).clock, storage);
  const grants = new Grants(store, mcpResource);
  const newKey = await newSigningKey();
  const key = await signingKeyOf(secretOf(storage, 'signing key', () => newKey));
  const tokens = new AccessTokens({ issuer, key, worlds, grants });
  const attempts = new SignInAttempts(worlds);
  const protection = new FormProtection(issuer, secretOf(storage, 'form key', randomKey));
  const provider = new Provider(
    issuer,
    providerConfiguration({
      issuer,
      mcpResource,
      worlds,
      store,
      key,
      cookieKey: secretOf(storage, 'cookie key', randomKey),
      tokens,
      redirectKind: createRedirectPolicy(options.extraRedirectUris),
      cimdHosts: options.cimdHosts ?? 'any-https',
      fetch: fetchOf,
      renderError: async (context, { error, error_description }) =>
        send(context, await failure(world, context.status, providerFailure(error, error_description))),
    }),
  );
  // The bridge says which scheme and host the issuer has; nothing else is taken for a proxy.
  provider.proxy = true;
  const events: EventEmitter = provider;
  if (options.onBug) events.on('error', options.onBug);
  provider.on('server_error', (context, error) => void provider.emit('error', error, context));
  provider.on('registration_delete.success', (_context, { clientId }) => {
    grants.revoke(grants.ofClient(clientId));
  });

  const sessions = new BrowserSessions({
    provider,
    worlds,
    protection,
    secure: issuerUrl.protocol === 'https:',
  });
  /** Undefined also for a client whose metadata document cannot be had. */
  const findClient = (id: string) => provider.Client.find(id).catch(() => undefined);
  provider.use(
    createPageRouter({
      world,
      protection,
      routes: [
        interactionPage({ provider, worlds, mcpResource, sessions, attempts, protection, findClient }),
        ...signInPages({ world, issuer, sessions, attempts, protection }),
        ...profilePages({ sessions, grants, protection, findClient }),
      ],
    }),
  );

  const answerAsProvider = provider.callback();
  const grace = new RefreshGrace({
    clockOf: (token) => worlds.of(store.find('RefreshToken', token)?.payload.accountId).clock,
    seconds: options.refreshGraceSeconds,
    isLive: async (token) => (await tokens.live(token, mcpResource)) !== null,
  });
  const routes = createOAuthRoutes({
    issuer,
    mcpResource,
    apiResource,
    tokens,
    grants,
    grace,
    problemWithConnector: createConnectorAuthentication({
      issuer,
      endpoints: [`${issuer}/oauth/token`, `${issuer}/oauth/introspect`],
      jwksUrl: options.connectorJwksUrl,
      fetch: fetchOf,
      store,
    }),
    findClient,
    provider: async (request) =>
      answerWithNode((req, res) => void answerAsProvider(req, res), request, issuerUrl),
  });

  return {
    paths: PATHS,
    async fetch(request) {
      const answer = await routes(request);
      // The provider's cookies end by the machine's time, and browsers count that from the date of the answer.
      if (!answer.headers.has('set-cookie')) answer.headers.set('date', world.clock.now().toUTCString());
      answer.headers.set('x-content-type-options', 'nosniff');
      return answer;
    },
    async principal(bearer) {
      const live = await tokens.live(bearer, apiResource);
      if (live?.claims.act?.sub !== CONNECTOR_ID) return null;
      return {
        user: live.user,
        client_id: live.claims.act.client_id,
        scopes: new Set(liveApiScopes(live)),
      };
    },
    accountOf: accountNamedBy,
    signedIn: (request) => visit(provider, request, issuerUrl, (context) => sessions.of(context)),
    tokensFor: createDeveloperTokens({ tokens, grants, apiResource, mcpResource }),
    revoke(account, clientId) {
      const own = grants.ofUser(worlds.account(account)?.accountId ?? account);
      return grants.revoke(own.filter((grant) => clientId === undefined || grant.clientId === clientId));
    },
    reset({ name, users, clock }) {
      attempts.forget(clock);
      if (name === worlds.standard.name && worlds.all().length === 1) store.clear();
      else for (const { id } of users.all()) store.removeAccount(accountName(name, id));
    },
  };
}

function randomKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Reads the cookies of a request that somebody else answers, in a context of the provider's. */
async function visit<Found>(
  provider: Provider,
  { url, headers }: Request,
  issuer: URL,
  look: (context: ProviderContext) => Promise<Found>,
): Promise<Found> {
  const { promise, resolve } = Promise.withResolvers<Found>();
  await answerWithNode(
    (request, response) => {
      resolve(look(provider.createContext(request, response)).finally(() => response.end()));
    },
    new Request(url, { headers }),
    issuer,
  );
  return promise;
}
