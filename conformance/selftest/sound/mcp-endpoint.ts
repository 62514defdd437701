import { z } from 'zod';
import { jsonSchema } from '../../client/wire.ts';
import type { Json } from '../../client/wire.ts';
import { answerMethod, SERVER } from './methods.ts';
import type { MethodCall } from './methods.ts';
import { ProtocolProblem } from './protocol-problem.ts';
import { eraOf, META } from './revisions.ts';

const STREAM = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' };

const messageSchema = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.int()]).optional(),
  method: z.string(),
  params: jsonSchema.optional(),
});
type Id = z.infer<typeof messageSchema>['id'];

/** Answers one MCP message of either era. */
export async function answerMcp(
  request: Request,
  { world, by, call }: Pick<MethodCall, 'world' | 'by' | 'call'>,
): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  let id: Id;
  let status = 400;
  try {
    const message = readMessage(await request.text());
    ({ id } = message);
    if (id === undefined) return new Response(null, { status: 202 });
    const { method, params = {} } = message;
    const modern = eraOf(request.headers, method, params);
    status = 200;
    const result = await answerMethod({ method, params, modern, world, by, call });
    const serverInfo = { [`${META}serverInfo`]: SERVER };
    const framed = modern ? { ...result, resultType: 'complete', _meta: serverInfo } : result;
    const answer = { jsonrpc: '2.0', id, result: framed };
    return modern || method !== 'tools/call' ? Response.json(answer) : streamed(answer, params);
  } catch (error) {
    if (!(error instanceof ProtocolProblem)) throw error;
    const { code, message, data } = error;
    return Response.json(
      { jsonrpc: '2.0', ...(id !== undefined && { id }), error: { code, message, ...(data && { data }) } },
      { status: error.status ?? status },
    );
  }
}

function readMessage(text: string): z.infer<typeof messageSchema> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ProtocolProblem(-32700, 'This is no JSON.');
  }
  const message = messageSchema.safeParse(body);
  if (!message.success) throw new ProtocolProblem(-32600, 'This is no JSON-RPC request.');
  return message.data;
}

/** The older revisions get an event stream, with a word of progress for who asked for it. */
function streamed(answer: Json, params: Json): Response {
  const progressToken = jsonSchema.safeParse(params['_meta']).data?.['progressToken'];
  const told = [1, 2].map((progress) => ({
    jsonrpc: '2.0',
    method: 'notifications/progress',
    params: { progressToken, progress },
  }));
  const messages = [...(progressToken === undefined ? [] : told), answer];
  const events = messages.map((message) => `event: message\ndata: ${JSON.stringify(message)}\n\n`);
  return new Response(events.join(''), { headers: STREAM });
}
