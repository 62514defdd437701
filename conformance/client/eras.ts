import { oncePerConnector } from '../connector.ts';
import type { Connector, Who } from '../connector.ts';
import { excerpt, NotTestable } from '../finding.ts';
import type { Exchange } from '../finding.ts';
import { jsonSchema, messageIn, messagesIn } from './wire.ts';
import type { Json, Message } from './wire.ts';

export const META = 'io.modelcontextprotocol/';
const ACCEPT = 'application/json, text/event-stream';

/** An HTTP request to the MCP endpoint, to be changed in one thing before it is sent. A string is sent as it is. */
export interface Ask {
  readonly http: 'POST' | 'GET' | 'DELETE' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | string;
}

/** How clients of a revision write a request. */
export interface Era {
  readonly revision: string;
  ask(method: string, params?: Json): Ask;
}

/** @see MCP 2026-07-28, Streamable HTTP: standard request headers */
const MODERN: Era = {
  revision: '2026-07-28',
  ask(method, params = {}) {
    const name = params['name'] ?? params['uri'];
    const meta = { [`${META}protocolVersion`]: MODERN.revision, [`${META}clientCapabilities`]: {} };
    const own = jsonSchema.safeParse(params['_meta']).data;
    return {
      http: 'POST',
      headers: {
        'mcp-protocol-version': MODERN.revision,
        'mcp-method': method,
        ...(typeof name === 'string' && { 'mcp-name': name }),
      },
      body: { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: { ...meta, ...own } } },
    };
  },
};

/** @see MCP 2025-11-25, Transports: protocol version header */
const LEGACY: Era = {
  revision: '2025-11-25',
  ask: (method, params = {}) => ({
    http: 'POST',
    headers: { 'mcp-protocol-version': LEGACY.revision },
    body: { jsonrpc: '2.0', id: 1, method, params },
  }),
};

/** Everything that came back for one request. */
export interface Reply {
  status: number;
  headers: Headers;
  body: string;
  /** The messages in the body, in their order. */
  messages: Message[];
  /** The last one that is an answer. */
  answer: Message | null;
  exchange: Exchange;
}

/** Sends a request without a client in between, in the name of a person. */
export async function send(connector: Connector, ask: Ask, who: Who = 'wide'): Promise<Reply> {
  const token = await connector.token(who);
  const headers = new Headers({
    accept: ACCEPT,
    authorization: `Bearer ${await token()}`,
    ...(ask.http === 'POST' && { 'content-type': 'application/json' }),
    ...ask.headers,
  });
  const text = typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body);
  const request = new Request(connector.url, {
    method: ask.http,
    headers,
    ...(ask.http === 'POST' && { body: text }),
  });
  const response = await connector.fetch(request);
  const body = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body,
    messages: messagesIn(body),
    answer: messageIn(body),
    exchange: {
      as: who,
      request: `${ask.http} ${connector.url.pathname} ${wordsOf(ask)}`,
      arguments: ask.body,
      status: response.status,
      answer: excerpt(body),
    },
  };
}

function wordsOf({ headers, body }: Ask): string {
  const method = typeof body === 'string' ? excerpt(body, 40) : String(body['method']);
  return `${method} (${headers['mcp-protocol-version'] ?? 'no revision named'})`;
}

/** The eras in which the connector lists its tools; that it has to speak both is for `transport.streamable-http` to judge. */
export const erasOf: (connector: Connector) => Promise<Era[]> = oncePerConnector(async (connector) => {
  const eras: Era[] = [];
  for (const era of [MODERN, LEGACY]) {
    const { answer } = await send(connector, era.ask('tools/list'));
    if (answer?.result !== undefined) eras.push(era);
  }
  if (eras.length === 0) throw new NotTestable('tools/list is answered in no revision of MCP');
  return eras;
});

export async function modernEra(connector: Connector): Promise<Era> {
  return needEra(connector, MODERN);
}

export async function legacyEra(connector: Connector): Promise<Era> {
  return needEra(connector, LEGACY);
}

async function needEra(connector: Connector, era: Era): Promise<Era> {
  if ((await erasOf(connector)).includes(era)) return era;
  throw new NotTestable(`the connector does not speak ${era.revision}: see transport.revisions`);
}

/** The same request with other headers; null takes one away. */
export function withHeaders(ask: Ask, changed: Record<string, string | null>): Ask {
  const kept = Object.entries({ ...ask.headers, ...changed }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return { ...ask, headers: Object.fromEntries(kept) };
}

/** The same request with other members in its message. */
export function withBody(ask: Ask, changed: Json): Ask {
  return typeof ask.body === 'string' ? ask : { ...ask, body: { ...ask.body, ...changed } };
}
