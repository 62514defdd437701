import { randomBytes } from 'node:crypto';
import { API_SCOPE_OF, type Scope } from '#contract/scopes.ts';
import { createBearerGate } from './auth/bearer-gate.ts';
import { denialResponse, type Denial } from './auth/challenge.ts';
import { generateConnectorKey, type ConnectorKey } from './auth/connector-key.ts';
import { createIssuer } from './auth/issuer.ts';
import { createTokenExchange } from './auth/token-exchange.ts';
import { preflightResponse, withHeaders } from './http/response-headers.ts';
import { createDocuments, resourceMetadataUrl } from './http/documents.ts';
import { createGuard } from './http/guard.ts';
import { newCallId } from './ids.ts';
import { CALL_DEADLINE_MS } from './limits.ts';
import { bugEntry, type Log } from './log.ts';
import { createCallTool } from './mcp/call-tool.ts';
import { createCatalog } from './mcp/catalog.ts';
import { createMcpEndpoint } from './mcp/endpoint.ts';
import { createServerFactory } from './mcp/server-factory.ts';
import { createReadApi } from './optimove/client.ts';
import { createDraftApi } from './optimove/draft-api.ts';
import { createRateLimiter, type RateLimit } from './policy/rate-limit.ts';
import { SCOPE_OF_KIND } from './policy/require-scope.ts';
import type { Tool } from './ports.ts';
import { loadTools } from './tools/registry.ts';

export interface ConnectorOptions {
  /** The canonical resource URL: audience of tokens, allowed Host, path of the endpoint. */
  publicUrl: string;
  /** The tenant API, without a slash at the end. */
  apiUrl: string;
  /** The authorization server, exactly as its metadata spells it. */
  issuer: string;
  /** The only way out. */
  fetch: (request: Request) => Promise<Response>;
  allowedOrigins?: readonly string[];
  log?: Log;
  now?: () => Date;
  /** Signs the connector's own requests to the authorization server. */
  key?: ConnectorKey;
  /** 32 bytes that seal cursors; the same in every replica. */
  cursorKey?: Uint8Array;
  tools?: readonly Tool[];
  /** For each user; without it calls are not counted. */
  rateLimit?: RateLimit | undefined;
  deadlineMs?: number;
}

export interface Connector {
  fetch(request: Request): Promise<Response>;
}

/** The connector: a stateless gateway between MCP hosts and the tenant API. */
export async function createConnector(options: ConnectorOptions): Promise<Connector> {
  const { publicUrl, apiUrl, fetch, log = () => {}, now = () => new Date() } = options;
  const [tools, key] = await Promise.all([
    options.tools ?? loadTools(),
    options.key ?? generateConnectorKey(),
  ]);

  const issuer = createIssuer({ issuer: options.issuer, fetch, key, now });
  const exchange = createTokenExchange({ issuer, resource: `${apiUrl}/api`, now, log });
  const apiToken = (subject: string, scope: Scope) => ({
    get: () => exchange.get(subject, API_SCOPE_OF[scope]),
    renew: (refused: string) => exchange.renew(subject, API_SCOPE_OF[scope], refused),
  });
  const guard = createGuard({ publicUrl, allowedOrigins: options.allowedOrigins ?? [] });
  const document = createDocuments({ publicUrl, issuer: options.issuer, publicJwk: key.publicJwk });
  const gate = createBearerGate({
    issuer,
    publicUrl,
    now,
    log,
    onDead: (token) => exchange.drop(token),
  });
  const callTool = createCallTool({
    tools,
    rateLimit: createRateLimiter(options.rateLimit),
    cursorKey: options.cursorKey ?? randomBytes(32),
    deadlineMs: options.deadlineMs ?? CALL_DEADLINE_MS,
    log,
    apiFor: ({ caller: { token }, callId, signal }) =>
      createReadApi({
        apiUrl,
        fetch,
        token: apiToken(token, SCOPE_OF_KIND.read),
        callId,
        signal,
        log,
      }),
    draftsFor: ({ caller: { token }, tool, tenant, callId, signal }) =>
      createDraftApi(tool.draft, tenant.id, {
        apiUrl,
        fetch,
        token: apiToken(token, SCOPE_OF_KIND.builder),
        callId,
        signal,
        log,
      }),
  });
  const serve = createMcpEndpoint(createServerFactory({ listTools: createCatalog(tools), callTool }), log);
  const endpointPath = new URL(publicUrl).pathname;

  function deny(denial: Denial): Response {
    return denialResponse(denial, resourceMetadataUrl(publicUrl));
  }

  /** The pipeline. Who calls is decided before what is asked is read. */
  async function answer(request: Request): Promise<Response> {
    const early = preflightResponse(request) ?? document(request);
    if (early !== undefined) return early;
    if (new URL(request.url).pathname !== endpointPath) return notFound(endpointPath);
    const authorized = await gate(request);
    if (!authorized.ok) return deny(authorized.failure);
    const served = await serve(request, authorized.value);
    return served.ok ? served.value : deny(served.failure);
  }

  async function answerAnyway(request: Request): Promise<Response> {
    try {
      return await answer(request);
    } catch (thrown) {
      const id = newCallId();
      log(bugEntry(id, 'app', thrown));
      return serverError(id);
    }
  }

  return {
    fetch: async (request) => guard(request) ?? withHeaders(await answerAnyway(request), request),
  };
}

function notFound(endpointPath: string): Response {
  const error_description = `Nothing is here. The MCP endpoint is ${endpointPath}.`;
  return Response.json({ error: 'not_found', error_description }, { status: 404 });
}

function serverError(id: string): Response {
  const error_description = `The connector failed by a mistake of its own. Report the id ${id} to Optimove support.`;
  return Response.json({ error: 'server_error', error_description }, { status: 500 });
}
