import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Sockets } from '../../connector.ts';
import type { Fetch } from '../../client/wire.ts';

/** Where the same door leads to the fixtures of the official suite. */
export const FIXTURES = 'https://fixtures.test';

/** The ports of a stack that else answers in memory, opened when they are first asked for. They never keep the process alive. */
export function socketsOf(fetch: Fetch, { origin, pathname }: URL): () => Promise<Sockets> {
  let ports: Promise<Sockets> | undefined;
  const open = async () => ({
    connector: await openPort(fetch, origin, pathname),
    fixtures: await openPort(fetch, FIXTURES, pathname),
  });
  return async () => (ports ??= open());
}

async function openPort(fetch: Fetch, origin: string, path: string): Promise<URL> {
  const listener = getRequestListener(async (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${origin}${pathname}${search}`, request));
  });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing)).unref();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return new URL(`http://localhost:${address.port}${path}`);
}
