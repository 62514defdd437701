import { randomBytes } from 'node:crypto';
import { API_SCOPE_OF, type Scope } from '#contract/scopes.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { createMemoryAuditLog } from './audit/memory-audit-log.ts';
import { createBearerGate } from './auth/bearer-gate.ts';
import { denialResponse, type Denial } from './auth/challenge.ts';
import { generateConnectorKey, type ConnectorKey } from './auth/connector-key.ts';
import { createIssuer } from './auth/issuer.ts';
import { createTokenExchange } from './auth/token-exchange.ts';
import { preflightResponse, withHeaders } from './http/response-headers.ts';
import { createDocuments, resourceMetadataUrl, urlOfTenant } from './http/documents.ts';
import { createGuard } from './http/guard.ts';
import { onlyTo } from './http/only-to.ts';
import { newCallId } from './ids.ts';
import { CALL_DEADLINE_MS, PROGRESS_INTERVAL_MS, QUERY_PATIENCE_MS } from './limits.ts';
import { bugEntry, type Log } from './log.ts';
import { createAuditedCall } from './mcp/audited-call.ts';
import { type ApiCall, createCallTool } from './mcp/call-tool.ts';
import { createCatalog } from './mcp/catalog.ts';
import { createMcpEndpoint } from './mcp/endpoint.ts';
import { createHostHandlers } from './mcp/host-handlers.ts';
import { createRecorder } from './mcp/recorder.ts';
import { createRunningCalls } from './mcp/running-calls.ts';
import { createServerFactory, type ServerFactory } from './mcp/server-factory.ts';
import { type ApiOptions, createReadApi } from './optimove/client.ts';
import { createDraftApi } from './optimove/draft-api.ts';
import { readNarrowing, type Narrowing } from './policy/narrowing.ts';
import { createRateLimiter, type RateLimit } from './policy/rate-limit.ts';
import { createRegionRule, pinTenant, type Region } from './policy/region.ts';
import { SCOPE_OF_KIND } from './policy/require-scope.ts';
import type { TenantElsewhere, Tool } from './ports.ts';
import { loadPrompts } from './prompts/registry.ts';
import { loadResources } from './resources/registry.ts';
import { sealingKeysOf } from './sealing-keys.ts';
import { bugWords } from './shaping/bug-words.ts';
import { regionWords } from './shaping/tool-failure.ts';
import { NO_TELEMETRY, type Telemetry } from './telemetry/telemetry.ts';
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
  /** 32 bytes that seal cursors and job handles; the same in every replica and after a restart. */
  sealingSecret?: Uint8Array | undefined;
  tools?: readonly Tool[];
  /** Makes the MCP server of a request, in the place of the catalog's: what lies before it can then be tried with other tools. */
  serverFor?: ServerFactory;
  /** The region that is served; without it every region is. */
  region?: Region | undefined;
  /** For each user; without it calls are not counted. */
  rateLimit?: RateLimit | undefined;
  deadlineMs?: number;
  patienceMs?: number;
  progressMs?: number;
  /** Where calls are written down; without it, in memory. */
  audit?: AuditLog;
  /** Without it nothing is measured. */
  telemetry?: Telemetry;
}

export interface Connector {
  fetch(request: Request): Promise<Response>;
  /** Resolves when the tool calls that run now have ended and are written down. */
  callsEnded(): Promise<void>;
}

/** The connector: a stateless gateway between MCP hosts and the tenant API. */
export async function createConnector(options: ConnectorOptions): Promise<Connector> {
  const { publicUrl, apiUrl, log = () => {}, now = () => new Date() } = options;
  const fetch = onlyTo([apiUrl, options.issuer], options.fetch);
  const [tools, resources, prompts, key] = await Promise.all([
    options.tools ?? loadTools(),
    loadResources(),
    loadPrompts(),
    options.key ?? generateConnectorKey(),
  ]);

  const issuer = createIssuer({ issuer: options.issuer, fetch, key, now });
  const exchange = createTokenExchange({ issuer, resource: `${apiUrl}/api`, now, log });
  const apiToken = (subject: string, scope: Scope) => ({
    get: () => exchange.get(subject, API_SCOPE_OF[scope]),
    renew: (refused: string) => exchange.renew(subject, API_SCOPE_OF[scope], refused),
  });
  const apiOptions = ({ caller, trace, signal }: ApiCall, scope: Scope): ApiOptions => ({
    apiUrl,
    fetch: trace.noting(fetch),
    token: apiToken(caller.token, scope),
    callId: trace.id,
    signal,
    log,
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
    keys: sealingKeysOf(options.sealingSecret ?? randomBytes(32)),
    deadlineMs: options.deadlineMs ?? CALL_DEADLINE_MS,
    patienceMs: options.patienceMs ?? QUERY_PATIENCE_MS,
    progressMs: options.progressMs ?? PROGRESS_INTERVAL_MS,
    log,
    apiFor: (call) => createReadApi(apiOptions(call, SCOPE_OF_KIND.read)),
    draftsFor: ({ tool, tenant, ...call }) =>
      createDraftApi(tool.draft, tenant.id, apiOptions(call, SCOPE_OF_KIND.builder)),
  });
  const record = createRecorder({
    audit: options.audit ?? createMemoryAuditLog(),
    telemetry: options.telemetry ?? NO_TELEMETRY,
    tools,
    now,
    log,
  });
  const calls = createRunningCalls();
  const hostHandlers = createHostHandlers(resources, prompts, log);
  const serverFor =
    options.serverFor ??
    createServerFactory({
      listTools: createCatalog(tools),
      callTool: calls.watched(createAuditedCall(callTool, record)),
      hostHandlers,
    });
  const serve = createMcpEndpoint(serverFor, log);
  const ofOwnRegion = createRegionRule(options.region);
  const endpointPath = new URL(publicUrl).pathname;

  function deny(denial: Denial, { tenant }: Narrowing): Response {
    return denialResponse(denial, resourceMetadataUrl(urlOfTenant(publicUrl, tenant)));
  }

  /** The pipeline. Who calls is decided before what is asked is read. */
  async function answer(request: Request): Promise<Response> {
    const early = preflightResponse(request) ?? document(request);
    if (early !== undefined) return early;
    const asked = readNarrowing(new URL(request.url), endpointPath);
    if (asked === undefined)
      return refusal(404, 'not_found', `Nothing is here. The MCP endpoint is ${endpointPath}.`);
    if (!asked.ok) return refusal(400, 'invalid_request', asked.failure);
    const narrowing = asked.value;
    const authorized = await gate(request);
    if (!authorized.ok) return deny(authorized.failure, narrowing);
    const { token } = authorized.value;
    const principal = pinTenant(ofOwnRegion(authorized.value.principal), narrowing.tenant);
    if (!principal.ok) return tenantRefusal(principal.failure, endpointPath);
    const served = await serve(request, { token, principal: principal.value }, narrowing);
    return served.ok ? served.value : deny(served.failure, narrowing);
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
    fetch: async (request) =>
      guard(request) ?? withHeaders(await answerAnyway(request), request, new URL(publicUrl)),
    callsEnded: () => calls.ended(),
  };
}

/** A tenant that the user has no part in is answered like one that does not exist. */
function tenantRefusal(elsewhere: TenantElsewhere | null, endpointPath: string): Response {
  if (elsewhere === null)
    return refusal(
      404,
      'not_found',
      `This address names no tenant of the signed-in user. ${endpointPath} serves all of them.`,
    );
  const endpoint = elsewhere.endpoint && urlOfTenant(elsewhere.endpoint, elsewhere.id);
  return refusal(403, 'wrong_region', regionWords({ ...elsewhere, endpoint }));
}

function serverError(id: string): Response {
  return refusal(500, 'server_error', bugWords(id));
}

function refusal(status: number, error: string, error_description: string): Response {
  return Response.json({ error, error_description }, { status });
}
