import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { socketFetch } from './socket-fetch.ts';

async function echo(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.statusCode = 421;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([request.headers.host, Buffer.concat(chunks).toString()]));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

describe('socketFetch', () => {
  test.each([
    ['the host that a request names', { host: 'evil.example' }, 'evil.example'],
    ['the host of the address where none is named', {}, /^127\.0\.0\.1:\d+$/],
  ])('sends %s, and the body', async (_, headers, host) => {
    const { url, close } = await echo();
    const response = await socketFetch(
      new Request(url, { method: 'POST', headers: new Headers(headers), body: 'hello' }),
    );
    close();

    expect(response.status).toBe(421);
    expect(await response.json()).toEqual([expect.stringMatching(host), 'hello']);
  });

  test('rejects where nobody listens', async () => {
    const { url, close } = await echo();
    close();

    await expect(socketFetch(new Request(url, { headers: { host: 'evil.example' } }))).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
