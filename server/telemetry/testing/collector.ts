import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** An OpenTelemetry collector on a free port that keeps every byte it is sent: request line, headers and body. */
export async function startCollector(): Promise<{
  url: string;
  received: () => string;
  requests: () => number;
}> {
  const chunks: string[] = [];
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, rawHeaders } = request;
    chunks.push([method, url, ...rawHeaders, (await buffer(request)).toString('latin1')].join(' '));
    response.setHeader('content-type', 'application/json').end('{}');
  }
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('The collector listens on no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: () => chunks.join('\n'),
    requests: () => chunks.length,
  };
}
