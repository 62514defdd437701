import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { breakingOff } from './broken-body.ts';
import { ConnectionLost } from './connection-lost.ts';

/** An open port. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Stops at once: open connections are cut. */
  close(): Promise<void>;
}

/** A certificate chain and its private key, in PEM. */
export interface TlsIdentity {
  cert: string;
  key: string;
}

/** Opens a port, with TLS where there is an identity for it, and answers every request that comes in by `answer`; `port` 0 takes any free one. */
export async function listen(
  { host, port, tls }: { host: string; port: number; tls?: TlsIdentity | undefined },
  answer: (request: Request) => Promise<Response>,
): Promise<Listening> {
  const listener = getRequestListener(
    async (request, { outgoing }) => {
      try {
        return breakingOff(await answer(request), outgoing);
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
    { overrideGlobalObjects: false },
  );
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // The one method of a server that fetch has no request for.
    if (incoming.method === 'TRACE') outgoing.writeHead(501).end();
    else void listener(incoming, outgoing);
  };
  const server: Server = tls === undefined ? createPlainServer(onRequest) : createTlsServer(tls, onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const taken = portOf(server);
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    port: taken,
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${taken}`,
    close: () => closeServer(server),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
