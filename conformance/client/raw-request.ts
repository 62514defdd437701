import type { Connector } from '../connector.ts';
import { excerpt } from '../finding.ts';
import type { Exchange } from '../finding.ts';
import { jsonSchema } from './wire.ts';
import type { Json } from './wire.ts';
import { OUR_CLIENT } from './our-client.ts';

const REVISION = '2026-07-28';
const META = 'io.modelcontextprotocol';

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
  exchange: Exchange;
}

export interface RawRequest {
  era: string;
  bearer: string | null;
  method: string;
  params?: Json;
  /** Capabilities that the MCP client claims to have. */
  capabilities?: Json;
  /** Where to, when not to the address of the connector. */
  address?: URL | undefined;
  /** Sent besides the headers that belong to the request, or in their place. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The body, when it is not what method and params make. */
  body?: string | ReadableStream | undefined;
}

/** A request that any connector answers to whoever it lets in. */
export async function knock(
  connector: Connector,
  bearer: string | null,
  address?: URL,
  more: Pick<RawRequest, 'headers' | 'body'> = {},
): Promise<RawAnswer> {
  const { era } = await connector.as('wide');
  const hello = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: OUR_CLIENT,
  };
  return post(connector, {
    era,
    bearer,
    ...(era === 'modern' ? { method: 'tools/list' } : { method: 'initialize', params: hello }),
    address,
    ...more,
  });
}

/** One MCP request without a client in between: what is sent is what is said here, and every answer is an answer. */
export async function post(connector: Connector, raw: RawRequest): Promise<RawAnswer> {
  const { era, bearer, method, params = {}, address = connector.url } = raw;
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
  });
  if (era === 'modern') {
    headers.set('mcp-protocol-version', REVISION);
    headers.set('mcp-method', method);
    if (typeof params['name'] === 'string') headers.set('mcp-name', params['name']);
  }
  for (const [name, value] of Object.entries(raw.headers ?? {})) headers.set(name, value);
  const response = await connector.fetch(
    new Request(address, {
      method: 'POST',
      headers,
      redirect: 'manual',
      ...(raw.body instanceof ReadableStream && { duplex: 'half' }),
      body: raw.body ?? bodyOf(raw),
    }),
  );
  const body = await response.text();
  const exchange: Exchange = {
    request: `POST ${address.origin}${address.pathname} ${method}`,
    ...(params['name'] !== undefined && { arguments: params }),
    status: response.status,
    answer: excerpt(body === '' ? (response.headers.get('www-authenticate') ?? '') : body),
  };
  return { status: response.status, headers: response.headers, body, exchange };
}

/** The message of a request as it goes over the wire. */
export function bodyOf({ era, method, params = {}, capabilities = {} }: RawRequest): string {
  const own = jsonSchema.safeParse(params['_meta']).data;
  const meta = { [`${META}/protocolVersion`]: REVISION, [`${META}/clientCapabilities`]: capabilities };
  const sent = era === 'modern' ? { ...params, _meta: { ...own, ...meta } } : params;
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: sent });
}
