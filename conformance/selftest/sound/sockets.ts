import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Sockets } from '../../connector.ts';
import type { Fetch } from '../../wire.ts';

/** Opens ports on what else answers in memory; they never keep the process alive. */
export async function openSockets(
  fetch: Fetch,
  origins: { connector: URL; fixtures: URL },
): Promise<Sockets> {
  return {
    connector: await open(fetch, origins.connector),
    fixtures: await open(fetch, origins.fixtures),
  };
}

async function open(fetch: Fetch, { origin }: URL): Promise<URL> {
  const listener = getRequestListener(async (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${origin}${pathname}${search}`, request));
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing)).unref();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return new URL(`http://localhost:${address.port}/mcp`);
}
