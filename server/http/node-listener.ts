import { once } from 'node:events';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { TLSSocket } from 'node:tls';
import { getRequestListener } from '@hono/node-server';
import type { Connection } from './connection-guard.ts';
import type { TlsIdentity } from './tls-files.ts';

const GRACE_MS = 500;

/** An open port. */
export interface Listening {
  readonly port: number;
  /** Lets running answers finish for half a second, then cuts what is left. */
  close(): Promise<void>;
}

/**
 * Opens a port, with TLS where there is an identity for it; 0 takes any free one. Rejects with the system's error when the port
 * cannot be had.
 */
export async function listen(
  { host, port, tls }: { host: string; port: number; tls?: TlsIdentity | undefined },
  answer: (request: Request, connection: Connection) => Promise<Response>,
): Promise<Listening> {
  const listener = getRequestListener(
    async (request, { incoming: { socket } }) =>
      answer(request, { peer: socket.remoteAddress ?? '', encrypted: socket instanceof TLSSocket }),
    { overrideGlobalObjects: false, errorHandler: badRequest },
  );
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void listener(incoming, outgoing);
  const server: Server = tls === undefined ? createPlainServer(onRequest) : createTlsServer(tls, onRequest);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');

  return {
    port: address.port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** What cannot be made a request of: a Host header that is none, a broken request line. The connector itself never throws. */
function badRequest(): Response {
  const error_description = 'The request line or the Host header is malformed.';
  return Response.json({ error: 'bad_request', error_description }, { status: 400 });
}
