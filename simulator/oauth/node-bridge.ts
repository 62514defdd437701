import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import inject from 'light-my-request';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Set by the bridge from the issuer alone: what a request says about them could poison the addresses in answers. */
const FROM_THE_ISSUER = new Set([
  'connection',
  'content-length',
  'forwarded',
  'host',
  'transfer-encoding',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]);
const WITHOUT_BODY = new Set([204, 304]);

/** Lets a handler of Node's `(request, response)` kind answer a fetch `Request`, without a socket. */
export async function answerWithNode(handler: NodeHandler, request: Request, issuer: URL): Promise<Response> {
  const headers = Object.fromEntries([...request.headers].filter(([name]) => !FROM_THE_ISSUER.has(name)));
  headers['host'] = issuer.host;
  headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
  const { pathname, search } = new URL(request.url);
  const answer = await inject(handler, {
    method: request.method,
    url: pathname + search,
    headers,
    ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
  });
  const body =
    request.method === 'HEAD' || WITHOUT_BODY.has(answer.statusCode)
      ? null
      : new Uint8Array(answer.rawPayload);
  return new Response(body, { status: answer.statusCode, headers: headersOf(answer.headers) });
}

/** Keeps several Set-Cookie headers apart, which a plain object of strings cannot. */
function headersOf(sent: OutgoingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(sent)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined) headers.append(name, String(each));
    }
  }
  headers.delete('connection');
  headers.delete('transfer-encoding');
  return headers;
}
