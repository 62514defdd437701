import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { http, HttpResponse } from 'msw/http';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { answerBy } from './fetch-source.ts';
import { listen } from './listen.ts';
import { onOrigin } from './on-origin.ts';
import { PortError, openPorts } from './open-ports.ts';

const ORIGIN = 'http://sim.test';
const onBug = vi.fn<(error: unknown) => void>();
const answer = answerBy(
  [
    http.get(`${ORIGIN}/cookies`, () => {
      const headers = new Headers([
        ['set-cookie', 'a=1; Path=/'],
        ['set-cookie', 'b=2, with a comma; Path=/'],
      ]);
      return new Response('two', { headers });
    }),
    http.get(`${ORIGIN}/reset`, () => HttpResponse.error()),
    http.get(`${ORIGIN}/half`, () => {
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(Buffer.from('half')),
        pull: (controller) => controller.error(new Error('It broke.')),
      });
      return new Response(body, { headers: { connection: 'close' } });
    }),
    http.post(`${ORIGIN}/echo`, async ({ request }) => new Response(await request.text())),
    http.get(`${ORIGIN}/url`, ({ request }) => new Response(request.url)),
  ],
  onBug,
);
const port = await listen({ host: '127.0.0.1', port: 0 }, (request) => answer(onOrigin(ORIGIN, request)));
afterAll(async () => port.close());

describe('a handler on a port', () => {
  test('sets several cookies, each in a header of its own', async () => {
    const response = await fetch(`${port.url}/cookies`);

    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2, with a comma; Path=/']);
  });

  test('breaks the connection where the handler answers a network error', async () => {
    await expect(fetch(`${port.url}/reset`)).rejects.toThrow('fetch failed');
  });

  test('ends the connection behind what was written where a body fails, and says nothing of it', async () => {
    const log = vi.spyOn(console, 'error');
    const socket = connect(port.port, '127.0.0.1');
    socket.write('GET /half HTTP/1.1\r\nHost: x\r\n\r\n');
    const received = await text(socket);

    expect(received).toMatch(/^HTTP\/1\.1 200 OK[^]*\r\n4\r\nhalf\r\n$/);
    await expect(fetch(`${port.url}/half`).then(async (half) => half.text())).rejects.toThrow('terminated');
    expect(log).not.toHaveBeenCalled();
  });

  test('takes a body and a query, and is addressed by its origin whatever the Host', async () => {
    const echoed = await fetch(`${port.url}/echo`, { method: 'POST', body: 'ü'.repeat(100_000) });
    const addressed = await fetch(`${port.url}/url?a=%20b`);

    expect((await echoed.text()).length).toBe(100_000);
    expect(await addressed.text()).toBe(`${ORIGIN}/url?a=%20b`);
  });

  test.each(['msw/passthrough', '*/*'])(
    'answers 404 to what no handler takes (Accept: %s)',
    async (accept) => {
      const response = await fetch(`${port.url}/nothing`, { headers: { accept } });

      expect(response.status).toBe(404);
    },
  );

  test.each([
    'GET http://other.test/url HTTP/1.1\r\nHost: x\r\n',
    'GET //other.test/url HTTP/1.1\r\nHost: x\r\n',
    'GET /url HTTP/1.1\r\nHost: a b/c\r\n',
    'GET /../url HTTP/1.1\r\nHost: \r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n',
    'TRACE /url HTTP/1.1\r\nHost: x\r\n',
  ])('survives %j', async (head) => {
    const socket = connect(port.port, '127.0.0.1');
    socket.end(`${head}Connection: close\r\n\r\n`);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 (200|400|404|501)/);
    expect((await fetch(`${port.url}/url`)).status).toBe(200);
  });
});

describe('openPorts', () => {
  const served = { fetch: answer, control: { fetch: async () => new Response('control') } };

  test('opens both ports and closes both', async () => {
    const open = await openPorts({ host: '127.0.0.1', port: 0, controlPort: 0 }, () => served);
    const control = await fetch(open.controlUrl ?? '');
    await open.close();

    expect(await control.text()).toBe('control');
    await expect(fetch(open.url)).rejects.toThrow('fetch failed');
    await expect(fetch(open.controlUrl ?? '')).rejects.toThrow('fetch failed');
  });

  test('says which port is taken, and leaves none open', async () => {
    const failed = openPorts({ host: '127.0.0.1', port: 0, controlPort: port.port }, () => served);

    await expect(failed).rejects.toThrow(PortError);
    await expect(failed).rejects.toMatchObject({
      which: 'controlPort',
      message: `Port ${port.port} on 127.0.0.1 is taken.`,
    });
  });
});
