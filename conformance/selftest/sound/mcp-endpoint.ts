import { messageIn } from '../../wire.ts';
import type { Json, Message } from '../../wire.ts';
import { SOUND_TOOLS, ToolRefusal } from './tools.ts';

const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';
const SERVER = { name: 'sound-connector', version: '1.0.0' };
const META = 'io.modelcontextprotocol/';

/** Runs a tool for whoever asks; throws a ToolRefusal in words for the model. */
export type CallTool = (name: string, args: Json) => Promise<Json>;

/** Answers one MCP message of either era. */
export async function answerMcp(request: Request, call: CallTool): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const message = messageIn(await request.text());
  if (message === null) return protocolError(null, 400, -32700, 'This is no JSON-RPC message.');
  if (message.id === undefined || message.id === null) return new Response(null, { status: 202 });
  const modern = headerProblem(request, message);
  if (modern.problem !== null) return protocolError(message.id, 400, -32020, modern.problem);

  const result = await resultOf(message, call);
  if (result === null)
    return protocolError(message.id, 404, -32601, `There is no method ${message.method ?? ''}.`);
  const framed = modern.claimed
    ? { ...result, resultType: 'complete', _meta: { [`${META}serverInfo`]: SERVER } }
    : result;
  return Response.json({ jsonrpc: '2.0', id: message.id, result: framed });
}

/** Headers and body of a modern request have to say the same. */
function headerProblem(
  request: Request,
  { method, params }: Message,
): { claimed: boolean; problem: string | null } {
  const meta = params?.['_meta'];
  const claimed = JSON.stringify(meta ?? null).includes(`${META}protocolVersion":"${MODERN}"`);
  if (!claimed) return { claimed, problem: null };
  const expected: Record<string, unknown> = { 'mcp-protocol-version': MODERN, 'mcp-method': method };
  if (method === 'tools/call') expected['mcp-name'] = params?.['name'];
  const wrong = Object.entries(expected).find(([name, value]) => request.headers.get(name) !== value);
  return { claimed, problem: wrong === undefined ? null : `The header ${wrong[0]} does not fit the body.` };
}

async function resultOf({ method, params = {} }: Message, call: CallTool): Promise<Json | null> {
  switch (method ?? '') {
    case 'initialize':
      return { protocolVersion: LEGACY, capabilities: { tools: {} }, serverInfo: SERVER };
    case 'server/discover':
      return { supportedVersions: [MODERN], capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'private' };
    case 'ping':
      return {};
    case 'tools/list':
      return { tools: SOUND_TOOLS.map(({ definition }) => definition), ttlMs: 0, cacheScope: 'private' };
    case 'tools/call':
      return callResult(params, call);
    default:
      return null;
  }
}

async function callResult(params: Json, call: CallTool): Promise<Json> {
  try {
    const args = params['arguments'];
    const structured = await call(String(params['name']), isJson(args) ? args : {});
    return { content: [{ type: 'text', text: JSON.stringify(structured) }], structuredContent: structured };
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error;
    return { isError: true, content: [{ type: 'text', text: error.message }] };
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function protocolError(id: Message['id'], status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', id: id ?? null, error: { code, message } }, { status });
}
