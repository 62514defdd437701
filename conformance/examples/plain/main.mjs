// A connector by hand: JSON-RPC over node:http, for clients of the 2025 revisions and of 2026-07-28, without a framework.
//
// It is flawed, and nothing that it sends shows it: segments change seldom and are slow to list, so the token to list them with is
// kept for the whole tenant. Whoever lists segments while the token of somebody else is kept sees what that one may see.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { agreed, answered, invalidParams, SUPPORTED } from './protocol.mjs';

const { CONNECTOR_PORT = '4310', OPTIMOVE_API_URL: api = 'http://localhost:4320' } = process.env;
const { CONNECTOR_PUBLIC_URL: publicUrl = `http://localhost:${CONNECTOR_PORT}/mcp` } = process.env;
const { OPTIMOVE_ISSUER: issuer = api } = process.env;

const CLIENT_ID = 'optimove-mcp-connector';
const SCOPES = 'optimove:read optimove:drafts.write';
const SERVER = { name: 'stranger-plain', version: '1.0.0' };
const HOUR = 3600;
const KEPT_MS = 50_000;
// Of an answer, which is said twice: well below 25,000 tokens of three characters.
const MOST_CHARACTERS = 25_000;
// Of each collection, the name of one and the filters besides the date.
const COLLECTIONS = {
  campaigns: ['campaign', 'status', 'channel'],
  promotions: ['promotion', 'status'],
  triggers: ['trigger', 'status', 'channel'],
  journeys: ['journey', 'status', 'channel'],
  streams: ['stream', 'status', 'channel'],
  segments: ['segment'],
  'target-groups': ['target_group', 'status'],
};

// Something that the assistant is told.
class Refusal extends Error {}

// Authorization

const { privateKey, publicKey } = await generateKeyPair('ES256');
const jwk = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
const metadata = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json();
const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
const secret = randomBytes(32);

async function ask(endpoint, form) {
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
    .setIssuer(CLIENT_ID)
    .setSubject(CLIENT_ID)
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  const body = new URLSearchParams({
    ...form,
    client_id: CLIENT_ID,
    client_assertion_type,
    client_assertion: assertion,
  });
  return (await fetch(endpoint, { method: 'POST', body })).json();
}

async function callerOf(token) {
  const verified = await jwtVerify(token, keys, {
    issuer,
    audience: publicUrl,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['sub', 'client_id', 'jti', 'iat', 'exp'],
    maxTokenAge: HOUR,
  }).catch(() => null);
  const { aud, iat, exp } = verified?.payload ?? {};
  if (aud !== publicUrl || exp - iat > HOUR) return null;
  const { active, user_id: user, tenants } = await ask(metadata.introspection_endpoint, { token });
  return active === true ? { token, user, tenants: tenants.map(({ id }) => id) } : null;
}

async function freshToken({ token }) {
  const { access_token: apiToken } = await ask(metadata.token_endpoint, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    resource: `${api}/api`,
    scope: 'api:read',
  });
  return apiToken;
}

const kept = new Map();

// The flaw.
async function tokenOfTenant(caller) {
  const known = kept.get(caller.tenant);
  if (known !== undefined && known.until > performance.now()) return known.apiToken;
  const apiToken = await freshToken(caller);
  kept.set(caller.tenant, { apiToken, until: performance.now() + KEPT_MS });
  return apiToken;
}

// Tools

async function read(caller, path, query = {}) {
  const url = new URL(`${api}/api/v1/tenants/${caller.tenant}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const apiToken = path === '/segments' ? await tokenOfTenant(caller) : await freshToken(caller);
  const response = await fetch(url, { headers: { authorization: `Bearer ${apiToken}` } });
  if (response.status === 429)
    throw new Refusal(`The rate limit is reached: try again in ${response.headers.get('retry-after')} s.`);
  if (response.status === 404) throw new Refusal('Nothing that you may see has this id or name.');
  if (response.status >= 500) throw new Error('What the API says of itself is for nobody.');
  if (!response.ok) throw new Refusal(`Optimove refused this: ${await response.text()}`);
  return response.json();
}

function seal(cursor, { user }) {
  return `${cursor}~${createHmac('sha256', secret).update(`${user} ${cursor}`).digest('base64url')}`;
}

const tools = new Map();

function offer(name, description, properties, required, run) {
  const title = name.replace('optimove_', '').replaceAll('_', ' ');
  const inputSchema = { type: 'object', properties, required, additionalProperties: false };
  tools.set(name, {
    definition: { name, title, description, inputSchema, annotations: { readOnlyHint: true } },
    run,
  });
}

function lister(collection) {
  return async (caller, { cursor, ...query }) => {
    const [inner = ''] = cursor?.split('~') ?? [];
    if (cursor !== undefined && cursor !== seal(inner, caller))
      throw new Refusal('This cursor is not yours.');
    const list = await read(caller, `/${collection}`, {
      limit: 25,
      ...query,
      ...(inner && { cursor: inner }),
    });
    if (list.page.next_cursor !== undefined) list.page.next_cursor = seal(list.page.next_cursor, caller);
    return list;
  };
}

const paging = { limit: { type: 'integer', minimum: 1, maximum: 25 }, cursor: { type: 'string' } };
for (const [collection, [one = '', ...filters]] of Object.entries(COLLECTIONS)) {
  const texts = Object.fromEntries(filters.map((filter) => [filter, { type: 'string' }]));
  const filtered = { ...paging, ...texts, created_after: { type: 'string', format: 'date-time' } };
  const words = collection.replace('-', ' ');
  offer(
    `optimove_list_${collection.replace('-', '_')}`,
    `Lists the ${words} that you may see.`,
    filtered,
    [],
    lister(collection),
  );
  offer(
    `optimove_get_${one}`,
    `Shows one of the ${words}, by id or exact name.`,
    { id: { type: 'string', minLength: 1 } },
    ['id'],
    async (caller, { id }) => {
      if (/^\d{1,15}$/u.test(id)) return read(caller, `/${collection}/${id}`);
      const [match] = (await read(caller, `/${collection}/lookup`, { name: id })).matches;
      if (match === undefined) throw new Refusal('Nothing that you may see has this id or name.');
      return read(caller, `/${collection}/${match.id}`);
    },
  );
}
offer('optimove_list_channels', 'Lists the channels.', paging, [], lister('channels'));
offer('optimove_get_tenant', 'Shows the tenant.', {}, [], (caller) => read(caller, ''));

// Who has several tenants may say which.
function definitionFor({ tenants }, { definition }) {
  if (tenants.length === 1) return definition;
  const { properties, ...schema } = definition.inputSchema;
  const tenant = { type: 'string', enum: tenants };
  return { ...definition, inputSchema: { ...schema, properties: { tenant, ...properties } } };
}

function refuseWrong({ properties, required }, args) {
  const missing = required.find((name) => args[name] === undefined);
  if (missing !== undefined) throw new Refusal(`The argument ${missing} is missing.`);
  for (const [name, value] of Object.entries(args)) {
    if (!Object.hasOwn(properties, name)) throw new Refusal(`There is no argument ${name}.`);
    const { type, enum: values = [value] } = properties[name];
    const isRight = type === 'integer' ? Number.isInteger(value) : typeof value === 'string' && value !== '';
    if (!isRight || !values.includes(value)) throw new Refusal(`The argument ${name} is wrong.`);
  }
}

async function call(caller, { name, arguments: args = {} }) {
  const tool = tools.get(name);
  if (tool === undefined) throw invalidParams(`There is no tool ${name}.`);
  try {
    refuseWrong(definitionFor(caller, tool).inputSchema, args);
    const { tenant = caller.tenants[0], ...rest } = args;
    const structuredContent = await tool.run({ ...caller, tenant }, rest);
    const text = JSON.stringify(structuredContent);
    if (text.length > MOST_CHARACTERS) throw new Refusal('This is too large for an answer.');
    return { structuredContent, content: [{ type: 'text', text }] };
  } catch (error) {
    const text = error instanceof Refusal ? error.message : 'Optimove gave no usable answer.';
    return { isError: true, content: [{ type: 'text', text }] };
  }
}

// The wire

const capabilities = { tools: {} };
const cached = { ttlMs: 60_000, cacheScope: 'private' };
const methodsFor = (caller) => ({
  initialize: (params) => ({ protocolVersion: agreed(params), capabilities, serverInfo: SERVER }),
  'server/discover': () => ({ supportedVersions: SUPPORTED, capabilities, ...cached }),
  ping: () => ({}),
  'tools/list': ({ cursor }) => {
    if (cursor !== undefined) throw invalidParams('All tools are on one page.');
    return { tools: [...tools.values()].map((tool) => definitionFor(caller, tool)), ...cached };
  },
  'tools/call': (params) => call(caller, params),
});

const { origin, host, pathname } = new URL(publicUrl);
const metadataPath = `/.well-known/oauth-protected-resource${pathname}`;
const documents = {
  [metadataPath]: {
    resource: publicUrl,
    authorization_servers: [issuer],
    scopes_supported: SCOPES.split(' '),
  },
  '/.well-known/jwks.json': { keys: [jwk] },
};

async function serve(request) {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', publicUrl);
  const { host: asked, origin: page = origin, authorization = '' } = request.headers;
  // Web pages have no business here (DNS rebinding).
  if (asked !== host || page !== origin) return { status: 403 };
  if (documents[path] !== undefined) return { status: 200, body: documents[path] };
  if (path !== pathname) return { status: 404 };

  const token = /^bearer +([\w.~+/-]+=*)$/iu.exec(authorization)?.[1];
  const caller = token === undefined || searchParams.has('access_token') ? null : await callerOf(token);
  if (caller === null) {
    const error = token === undefined ? '' : 'error="invalid_token", ';
    const resource = `resource_metadata="${origin}${metadataPath}"`;
    const challenge = `Bearer ${error}scope="${SCOPES}", ${resource}`;
    return { status: 401, headers: { 'www-authenticate': challenge } };
  }
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const text = Buffer.concat(await request.toArray()).toString();
  return answered({ headers: request.headers, text }, SERVER, methodsFor(caller));
}

createServer(async (request, response) => {
  const { status, body, headers } = await serve(request).catch(() => ({ status: 500 }));
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}).listen(Number(CONNECTOR_PORT), '127.0.0.1', () => console.log(`MCP at ${publicUrl}`));
