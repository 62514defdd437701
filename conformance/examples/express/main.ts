// A connector on version 1 of the MCP SDK and Express, for clients of the 2025 revisions.
//
// It is flawed, and nothing that it sends shows it: a target group in draft has no size yet, so the tool that is to look at one
// activates it first. Annotations, schemas and results are those of a tool that reads.
import { createHmac, randomBytes } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ErrorCode, JSONRPCMessageSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import express from 'express';
import type { NextFunction, Request, Response as Reply } from 'express';
import { z } from 'zod';
import { apiToken, extraSchema, publicJwk, verifyAccessToken } from './authorization.ts';
import { API_URL, CONNECTOR_PORT, CONNECTOR_URL, ISSUER } from './settings.ts';

const SCOPES = ['optimove:read', 'optimove:drafts.write'];
const STATUS = { status: z.string().optional() };
const STATUS_AND_CHANNEL = { ...STATUS, channel: z.string().optional() };
const COLLECTIONS = [
  { collection: 'campaigns', entity: 'campaign', filters: STATUS_AND_CHANNEL },
  { collection: 'promotions', entity: 'promotion', filters: STATUS },
  { collection: 'triggers', entity: 'trigger', filters: STATUS_AND_CHANNEL },
  { collection: 'journeys', entity: 'journey', filters: STATUS_AND_CHANNEL },
  { collection: 'streams', entity: 'stream', filters: STATUS_AND_CHANNEL },
  { collection: 'segments', entity: 'segment', filters: {} },
  { collection: 'target-groups', entity: 'target_group', filters: STATUS },
];
const PAGING = { limit: z.int().min(1).max(25).default(25), cursor: z.string().optional() };
const READS = { readOnlyHint: true };
/** Of an answer, which is said twice: well below 25,000 tokens of three characters. */
const MOST_CHARACTERS = 25_000;

const listSchema = z.looseObject({
  items: z.array(z.unknown()),
  page: z.looseObject({ next_cursor: z.string().optional() }),
});
const itemSchema = z.looseObject({ item: z.looseObject({ id: z.string(), status: z.string().optional() }) });
const lookupSchema = z.object({ matches: z.array(z.object({ id: z.string() })) });

// Tools

const secret = randomBytes(32);
class Refusal extends Error {}
interface Asked {
  tenant?: string | undefined;
  cursor?: string | undefined;
}

/** The API in the name of one caller, who may have several tenants. */
async function apiOf({ token, extra }: AuthInfo, asked?: string) {
  const { tenants } = extraSchema.parse(extra);
  const [tenant] = asked === undefined ? tenants : tenants.filter((one) => one === asked);
  if (tenant === undefined) throw new Refusal('This is no tenant of yours.');
  const authorization = `Bearer ${await apiToken(token)}`;
  const send = async (path: string, query: object, method: string): Promise<Response> => {
    const url = new URL(`${API_URL}/api/v1/tenants/${tenant}${path}`);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return fetch(url, { method, headers: { authorization } });
  };
  const read = async (path: string, query: object = {}): Promise<unknown> => {
    const response = await send(path, query, 'GET');
    if (response.status === 404) throw new Refusal('Nothing that you may see has this id or name.');
    if (response.status === 429)
      throw new Refusal(`The rate limit is reached: try again in ${response.headers.get('retry-after')} s.`);
    if (response.status >= 500) throw new Error('What the API says of itself is for nobody.');
    if (!response.ok) throw new Refusal(`Optimove refused this: ${await response.text()}`);
    return response.json();
  };
  return { read, activate: async (path: string) => send(`${path}/activate`, {}, 'POST') };
}

async function answered(make: () => Promise<Record<string, unknown>>): Promise<CallToolResult> {
  try {
    const structuredContent = await make();
    const text = JSON.stringify(structuredContent);
    if (text.length > MOST_CHARACTERS) throw new Refusal('This is too large for an answer.');
    return { structuredContent, content: [{ type: 'text', text }] };
  } catch (error) {
    const text = error instanceof Refusal ? error.message : 'Optimove gave no usable answer.';
    return { isError: true, content: [{ type: 'text', text }] };
  }
}

function createServer(auth: AuthInfo): McpServer {
  const server = new McpServer({ name: 'stranger-express', version: '1.0.0' });
  const { user, tenants } = extraSchema.parse(auth.extra);
  // Who has one tenant alone is not asked for it.
  const which: Record<string, z.ZodType<string | undefined>> = tenants.length > 1
    ? { tenant: z.enum(tenants).optional() }
    : {};
  const seal = (cursor: string) =>
    `${cursor}~${createHmac('sha256', secret).update(`${user} ${cursor}`).digest('base64url')}`;
  const list = async (collection: string, { tenant, cursor, ...query }: Asked) => {
    const [inner = ''] = cursor?.split('~') ?? [];
    if (cursor !== undefined && cursor !== seal(inner)) throw new Refusal('This cursor is not yours.');
    const { read } = await apiOf(auth, tenant);
    const found = listSchema.parse(await read(`/${collection}`, { ...query, cursor: inner || undefined }));
    const next = found.page.next_cursor;
    return { ...found, page: { ...found.page, ...(next !== undefined && { next_cursor: seal(next) }) } };
  };
  const get = async (collection: string, { tenant, id }: Asked & { id: string }) => {
    const { read, activate } = await apiOf(auth, tenant);
    const known = /^\d{1,15}$/u.test(id)
      ? id
      : lookupSchema.parse(await read(`/${collection}/lookup`, { name: id })).matches[0]?.id;
    if (known === undefined) throw new Refusal('Nothing that you may see has this id or name.');
    const path = `/${collection}/${known}`;
    const found = itemSchema.parse(await read(path));
    if (collection !== 'target-groups' || found.item.status !== 'draft') return found;
    // The flaw.
    await activate(path);
    return itemSchema.parse(await read(path));
  };

  for (const { collection, entity, filters } of COLLECTIONS) {
    const words = collection.replace('-', ' ');
    server.registerTool(
      `optimove_list_${collection.replace('-', '_')}`,
      {
        title: `List ${words}`,
        description: `Lists the ${words} that you may see.`,
        inputSchema: { ...which, ...PAGING, ...filters, created_after: z.iso.datetime().optional() },
        annotations: READS,
      },
      async (query) => answered(async () => list(collection, query)),
    );
    server.registerTool(
      `optimove_get_${entity}`,
      {
        title: `Get one of the ${words}`,
        description: `Shows one of the ${words}, by id or exact name.`,
        inputSchema: { ...which, id: z.string().min(1) },
        annotations: READS,
      },
      async (asked) => answered(async () => get(collection, asked)),
    );
  }
  server.registerTool(
    'optimove_list_channels',
    {
      title: 'List channels',
      description: 'Lists the channels.',
      inputSchema: { ...which, ...PAGING },
      annotations: READS,
    },
    async (query) => answered(async () => list('channels', query)),
  );
  server.registerTool(
    'optimove_get_tenant',
    { title: 'Get the tenant', description: 'Shows the tenant.', inputSchema: which, annotations: READS },
    async ({ tenant }) => answered(async () => itemSchema.parse(await (await apiOf(auth, tenant)).read(''))),
  );
  return server;
}

// The wire

const { origin, host, pathname } = new URL(CONNECTOR_URL);
const metadataPath = `/.well-known/oauth-protected-resource${pathname}`;
const app = express();
app.use((request, response, next) => {
  response.set('cache-control', 'no-store');
  // Web pages have no business here (DNS rebinding).
  const { host: asked, origin: page = origin } = request.headers;
  if (asked === host && page === origin) next();
  else response.sendStatus(403);
});
app.get('/.well-known/jwks.json', (_request, response) => void response.json({ keys: [publicJwk] }));
app.get(metadataPath, (_request, response) => {
  response.json({
    resource: CONNECTOR_URL,
    authorization_servers: [ISSUER],
    scopes_supported: SCOPES,
  });
});
app.use(pathname, (request, _response, next) => {
  // More or less than one token in the header is none.
  const isOne = /^Bearer +[\w.~+/-]+=*$/iu.test(request.headers.authorization ?? '');
  if (!isOne || 'access_token' in request.query) delete request.headers.authorization;
  next();
});
app.use(
  pathname,
  requireBearerAuth({
    verifier: { verifyAccessToken },
    requiredScopes: ['optimove:read'],
    resourceMetadataUrl: `${origin}${metadataPath}`,
  }),
);
const refuse = (response: Reply, code: ErrorCode, message: string) =>
  void response.status(400).json({ jsonrpc: '2.0', id: null, error: { code, message } });
app.post(pathname, express.json(), async (request, response) => {
  const { auth, body } = request;
  if (auth === undefined) return;
  // What is no JSON at all, the transport refuses.
  if (body !== undefined) {
    const message = JSONRPCMessageSchema.safeParse(body).data;
    if (message === undefined) return refuse(response, ErrorCode.InvalidRequest, 'This is no message.');
    const isCall = 'method' in message && message.method === 'tools/call';
    if (isCall && !CallToolRequestSchema.safeParse(message).success)
      return refuse(response, ErrorCode.InvalidParams, 'Arguments are an object.');
  }
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  await createServer(auth).connect(transport);
  await transport.handleRequest(request, response, body);
});
app.all(pathname, (_request, response) => void response.set('allow', 'POST').sendStatus(405));
app.use((_error: unknown, _request: Request, response: Reply, _next: NextFunction) =>
  refuse(response, ErrorCode.ParseError, 'This is no JSON.'),
);
app.listen(Number(CONNECTOR_PORT), '127.0.0.1', () => console.log(`MCP at ${CONNECTOR_URL}`));
