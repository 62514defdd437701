import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** An OpenTelemetry collector on a free port that keeps every byte it is sent: request line, headers and body. */
export async function startCollector(): Promise<{
  url: string;
  received: () => string;
  requests: () => number;
}> {
  const chunks: string[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      chunks.push(
        `${request.method} ${request.url} ${request.rawHeaders.join(' ')} ${body.toString('latin1')}`,
      );
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
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
