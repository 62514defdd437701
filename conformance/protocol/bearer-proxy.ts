import { createServer, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ProxyOptions {
  /** Where requests go on to. */
  to: URL;
  /** What the connector calls itself: Host and Origin of the proxy become those of this address. */
  as: URL;
  token: string;
}

/**
 * Forwards everything to the connector as it is, and adds the bearer token where the caller sent none: for programs that have no
 * option for one. Any other Host and Origin are kept, so that the guards are judged too.
 */
export async function startBearerProxy({
  to,
  as,
  token,
}: ProxyOptions): Promise<{ url: URL; close(): Promise<void> }> {
  const request = to.protocol === 'https:' ? tlsRequest : plainRequest;
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    headers.authorization ??= `Bearer ${token}`;
    if (headers.host === own) headers.host = as.host;
    if (headers.origin === `http://${own}`) headers.origin = as.origin;
    const upstream = request(
      { host: to.hostname, port: to.port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    upstream.on('error', (error) => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end(String(error));
    });
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const own = `localhost:${portOf(server.address())}`;
  return {
    url: new URL(`http://${own}${to.pathname}`),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return address.port;
}
