import { createRemoteJWKSet, customFetch, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** The name under which the authorization server knows every connector. */
const CLIENT_ID = 'optimove-mcp-connector';
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

export interface Settings {
  /** Where MCP clients reach the connector: the audience of their tokens. */
  publicUrl: string;
  apiUrl: string;
  issuer: string;
  /** The only way out. */
  fetch: (request: Request) => Promise<Response>;
  /** Keeps what one tool call asked for and got. */
  audit: (entry: object) => void;
}

/** Who calls, as the authorization server vouches for it at this moment. */
export interface Caller {
  token: string;
  clientId: string;
  userId: string;
  scopes: string[];
  tenants: string[];
}

const metadataSchema = z.object({
  jwks_uri: z.url(),
  token_endpoint: z.url(),
  introspection_endpoint: z.url(),
});
const introspectionSchema = z.discriminatedUnion('active', [
  z.object({ active: z.literal(false) }),
  z.object({
    active: z.literal(true),
    user_id: z.string(),
    scope: z.string(),
    tenants: z.array(z.object({ id: z.string() })),
  }),
]);

/** Speaks to the authorization server: who is this caller (RFC 9068, RFC 7662), and a token of theirs for the API (RFC 8693). */
export async function createAuthorization({ publicUrl, apiUrl, issuer, fetch }: Settings) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid: crypto.randomUUID(), alg: 'ES256', use: 'sig' };
  const metadata = async () => {
    const response = await fetch(new Request(`${issuer}/.well-known/oauth-authorization-server`));
    return metadataSchema.parse(await response.json());
  };
  let known: ReturnType<typeof metadata> | undefined;
  const discovered = () => (known ??= metadata());
  const keys = createRemoteJWKSet(new URL(issuer), {
    [customFetch]: async () => fetch(new Request((await discovered()).jwks_uri)),
  });

  /** A form, signed by the connector (RFC 7523). */
  async function post(endpoint: string, form: Record<string, string>): Promise<Response> {
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256', kid: publicJwk.kid })
      .setIssuer(CLIENT_ID)
      .setSubject(CLIENT_ID)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    const body = new URLSearchParams({
      ...form,
      client_id: CLIENT_ID,
      client_assertion_type: ASSERTION,
      client_assertion: assertion,
    });
    return fetch(new Request(endpoint, { method: 'POST', body, signal: AbortSignal.timeout(10_000) }));
  }

  return {
    publicJwk,
    /** Null for a token that is not good here, or no more; throws where nobody can say. */
    async callerOf(token: string): Promise<Caller | null> {
      const verified = await jwtVerify(token, keys, {
        issuer,
        audience: publicUrl,
        typ: 'at+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
        maxTokenAge: '1h',
      }).catch(() => null);
      if (verified === null || verified.payload.aud !== publicUrl) return null;
      const { client_id: clientId, iat = 0, exp = 0 } = verified.payload;
      if (exp - iat > 3600) return null;
      const response = await post((await discovered()).introspection_endpoint, { token });
      if (!response.ok) throw new Error('The authorization server vouches for nobody now.');
      const vouched = introspectionSchema.parse(await response.json());
      if (!vouched.active) return null;
      const { user_id: userId, scope, tenants } = vouched;
      return {
        token,
        clientId: String(clientId),
        userId,
        scopes: scope.split(' '),
        tenants: tenants.map(({ id }) => id),
      };
    },
    /** A short token for the API, in the name of the caller and good for one scope. */
    async apiToken(caller: Caller, scope: 'api:read' | 'api:drafts'): Promise<string> {
      const response = await post((await discovered()).token_endpoint, {
        grant_type: EXCHANGE,
        subject_token: caller.token,
        subject_token_type: ACCESS_TOKEN,
        resource: `${apiUrl}/api`,
        scope,
      });
      return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
    },
  };
}
