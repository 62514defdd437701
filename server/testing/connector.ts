import { z } from 'zod';
import { createConnector, type ConnectorOptions } from '../app.ts';
import type { LogEntry } from '../log.ts';
import { readOperation } from '../optimove/operation.ts';
import { defineReadTool } from '../tools/define.ts';
import { API, createFakeUpstream, ISSUER, RESOURCE } from './fake-upstream.ts';

const things = readOperation('/tenants/:tenant/things/:id', z.object({ items: z.array(z.string()) }));

/** A tool that fetches one thing by its id. */
const probeTool = defineReadTool({
  name: 'optimove_get_thing',
  title: 'Get thing',
  description: 'Gets a thing by id.',
  input: z.strictObject({ id: z.string().max(200).default('1'), limit: z.int().min(1).max(100).optional() }),
  output: z.object({ found: z.boolean(), tenant_id: z.string() }),
  async run({ id }, { api, tenant }) {
    const thing = await api.find(things, { params: { tenant: tenant.id, id } });
    if (!thing.ok) return thing;
    return { ok: true, value: { found: thing.value !== null, tenant_id: tenant.id } };
  },
});

const MODERN = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};

/** A connector before a fake upstream, and what it logged. */
export async function startConnector(options: Partial<ConnectorOptions> = {}) {
  const upstream = await createFakeUpstream();
  const logged: LogEntry[] = [];
  const connector = await createConnector({
    publicUrl: RESOURCE,
    apiUrl: API,
    issuer: ISSUER,
    fetch: (request) => upstream.fetch(request),
    log: (entry) => logged.push(entry),
    tools: [probeTool],
    ...options,
  });

  /** A 2026-07-28 request to `url`; `init` may replace any part of it. */
  async function post(
    method: string,
    params: object = {},
    init: RequestInit = {},
    url = RESOURCE,
  ): Promise<Response> {
    const headers = new Headers({
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...('name' in params && { 'mcp-name': String(params.name) }),
      authorization: `Bearer ${await upstream.token()}`,
    });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, ...MODERN } });
    return connector.fetch(new Request(url, { method: 'POST', body, ...init, headers }));
  }

  /** The tool result of a call of the probe. */
  async function call(args: object = {}, init: RequestInit = {}, url = RESOURCE) {
    const response = await post('tools/call', { name: probeTool.name, arguments: args }, init, url);
    return z.object({ result: callResultSchema }).parse(await response.json()).result;
  }

  return { connector, upstream, logged, post, call };
}

const callResultSchema = z.looseObject({
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().optional(),
});
