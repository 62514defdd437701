import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import { DEMO_PASSWORD } from '#fixtures/users.ts';
import type { AuthorizationServer, World, Worlds } from '../../ports.ts';
import { createAuthorizationServer, type AuthorizationServerOptions } from '../authorization-server.ts';
import { CONNECTOR_ID } from '../connector-authentication.ts';
import { machineSeconds } from '../machine-time.ts';
import { TOKEN_EXCHANGE } from '../token-exchange.ts';
import { TestBrowser } from './browser.ts';
import { obtainTokens, type SignInRequest, type Tokens } from './sign-in.ts';
import { createSmallWorlds } from './small-world.ts';

export const ISSUER = 'http://localhost:4320';
export const MCP_RESOURCE = 'http://localhost:4310/mcp';
export const API_RESOURCE = `${ISSUER}/api`;
export const JWKS_URL = 'http://localhost:4310/.well-known/jwks.json';
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

const bodySchema = z.record(z.string(), z.unknown());
export type Body = z.infer<typeof bodySchema>;

/** An authorization server in a small world, with the connector's side of it and a network of its own. */
export class TestServer {
  readonly worlds: Worlds;
  readonly world: World;
  readonly server: AuthorizationServer;
  /** What the server finds when it fetches: a URL that is not here cannot be reached. */
  readonly network: Map<string, () => Response>;
  /** Every URL that the server fetched. */
  readonly fetched: string[];
  readonly fetch: typeof fetch;
  readonly #connectorKey: CryptoKey;

  private constructor(parts: {
    worlds: Worlds;
    server: AuthorizationServer;
    network: Map<string, () => Response>;
    fetched: string[];
    connectorKey: CryptoKey;
  }) {
    this.worlds = parts.worlds;
    this.world = parts.worlds.standard;
    this.server = parts.server;
    this.network = parts.network;
    this.fetched = parts.fetched;
    this.fetch = async (input, init) => parts.server.fetch(new Request(input, init));
    this.#connectorKey = parts.connectorKey;
  }

  static async start(options: Partial<AuthorizationServerOptions> = {}): Promise<TestServer> {
    const worlds = createSmallWorlds();
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'connector-1', alg: 'ES256', use: 'sig' };
    const network = new Map([[JWKS_URL, () => Response.json({ keys: [jwk] })]]);
    const fetched: string[] = [];
    const server = await createAuthorizationServer({
      worlds,
      issuer: ISSUER,
      mcpResource: MCP_RESOURCE,
      apiResource: API_RESOURCE,
      connectorJwksUrl: JWKS_URL,
      refreshGraceSeconds: 0,
      extraRedirectUris: [],
      fetch: async (input) => {
        const { url } = new Request(input);
        fetched.push(url);
        const answer = network.get(url);
        if (!answer) throw new TypeError('fetch failed');
        return answer();
      },
      ...options,
    });
    return new TestServer({ worlds, server, network, fetched, connectorKey: privateKey });
  }

  browser(): TestBrowser {
    return new TestBrowser({ fetch: this.fetch, origin: ISSUER });
  }

  tokens(email: string, more: Partial<SignInRequest> = {}): Promise<Tokens> {
    return obtainTokens({
      fetch: this.fetch,
      issuer: ISSUER,
      resource: MCP_RESOURCE,
      password: DEMO_PASSWORD,
      email,
      ...more,
    });
  }

  /** A signed assertion of the connector; `claims` changes it. */
  async assertion(
    claims: Record<string, unknown> = {},
    key: CryptoKey = this.#connectorKey,
  ): Promise<string> {
    const now = machineSeconds();
    const usual = { iss: CONNECTOR_ID, sub: CONNECTOR_ID, aud: ISSUER, jti: crypto.randomUUID() };
    return new SignJWT({ ...usual, iat: now, exp: now + 60, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'connector-1' })
      .sign(key);
  }

  async asConnector(path: string, params: Record<string, string>): Promise<{ status: number; body: Body }> {
    return this.post(path, {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.assertion(),
      ...params,
    });
  }

  async introspect(token: string): Promise<Body> {
    return (await this.asConnector('/oauth/introspect', { token })).body;
  }

  exchange(token: string, more: Record<string, string> = {}): Promise<{ status: number; body: Body }> {
    return this.asConnector('/oauth/token', {
      grant_type: TOKEN_EXCHANGE,
      subject_token: token,
      subject_token_type: ACCESS_TOKEN_TYPE,
      resource: API_RESOURCE,
      ...more,
    });
  }

  refresh(
    { refresh_token, client_id }: Tokens,
    more: Record<string, string> = {},
  ): Promise<{ status: number; body: Body }> {
    return this.post('/oauth/token', { grant_type: 'refresh_token', refresh_token, client_id, ...more });
  }

  async post(path: string, params: Record<string, string>): Promise<{ status: number; body: Body }> {
    const answer = await this.fetch(ISSUER + path, { method: 'POST', body: new URLSearchParams(params) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : bodySchema.parse(JSON.parse(text)) };
  }
}
