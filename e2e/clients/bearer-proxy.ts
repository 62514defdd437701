import { createServer, request } from 'node:http';
import { listen } from '../listen.ts';

/**
 * Forwards everything to the connector as it is, and adds the bearer token where the caller sent none: for programs that have no
 * option for one. Keeps Host and Origin, so that the guards are judged too: a Host of the proxy itself becomes the connector's.
 */
export async function startBearerProxy(
  target: URL,
  token: string,
): Promise<{ url: URL; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    headers.authorization ??= `Bearer ${token}`;
    if (headers.host === own) headers.host = target.host;
    const upstream = request(
      { host: target.hostname, port: target.port, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    upstream.on('error', (error) => {
      outgoing.writeHead(502);
      outgoing.end(String(error));
    });
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  const own = `localhost:${await listen(server, 'localhost')}`;
  return {
    url: new URL(`http://${own}${target.pathname}`),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
