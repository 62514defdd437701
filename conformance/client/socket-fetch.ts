import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Fetch } from './wire.ts';

/** `fetch` that can name another host than it connects to, as an attacker's browser does; the one of Node takes its own. */
export const socketFetch: Fetch = async (request) =>
  request.headers.has('host') ? withOwnHost(request) : fetch(request);

async function withOwnHost(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const open = request.url.startsWith('https:') ? httpsRequest : httpRequest;
  const options = { method: request.method, headers: Object.fromEntries(request.headers) };
  const outgoing = open(request.url, options, (incoming) => {
    const { statusCode: status = 500, headers: given } = incoming;
    const headers = new Headers();
    for (const [name, value] of Object.entries(given))
      for (const one of [value ?? []].flat()) headers.append(name, one);
    const empty = [204, 304].includes(status);
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () =>
      resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers })),
    );
    incoming.on('error', reject);
  });
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}
