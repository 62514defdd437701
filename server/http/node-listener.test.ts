import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { API } from '../testing/fake-upstream.ts';
import { listen, type Listening } from './node-listener.ts';

const MEGABYTE = 'x'.repeat(1024 * 1024);

describe('listen', () => {
  let stack: Awaited<ReturnType<typeof startConnector>>;
  let listening: Listening;
  let token: string;
  beforeAll(async () => {
    stack = await startConnector();
    token = await stack.upstream.token();
    listening = await listen({ host: '127.0.0.1', port: 0 }, (request) => stack.connector.fetch(request));
  });
  afterAll(async () => listening.close());

  /** Sends these lines as they are and gives the answer as it comes. */
  async function answerTo(lines: string[], body = ''): Promise<string> {
    const socket = connect(listening.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write([...lines, '', body].join('\r\n'));
    return text(socket);
  }

  async function statusOf(lines: string[], body = ''): Promise<string> {
    return (await answerTo(lines, body)).split('\r\n')[0] ?? '';
  }

  const post = ['POST /mcp HTTP/1.1', 'Host: localhost:4310', 'Connection: close'];

  test('serves the connector', async () => {
    expect(await statusOf(['GET /healthz HTTP/1.1', 'Host: localhost:4310', 'Connection: close'])).toBe(
      'HTTP/1.1 200 OK',
    );
  });

  test.each([
    ['a foreign Host', ['POST /mcp HTTP/1.1', 'Host: evil.example', 'Connection: close'], 403],
    ['a Host with a user', ['POST /mcp HTTP/1.1', 'Host: a@localhost:4310', 'Connection: close'], 400],
    [
      'two Hosts',
      ['POST /mcp HTTP/1.1', 'Host: localhost:4310', 'Host: evil.example', 'Connection: close'],
      403,
    ],
    ['no Host', ['POST /mcp HTTP/1.1', 'Connection: close'], 400],
    [
      'an absolute line for another host',
      ['POST http://evil.example/mcp HTTP/1.1', 'Host: localhost:4310', 'Connection: close'],
      403,
    ],
    ['a backslash', ['POST \\mcp HTTP/1.1', 'Host: localhost:4310', 'Connection: close'], 400],
  ])('refuses %s', async (_, lines, status) => {
    expect(await statusOf(lines)).toContain(` ${status} `);
  });

  test('says what is wrong with what cannot be made a request of', async () => {
    const lines = ['POST /mcp HTTP/1.1', 'Host: a@localhost:4310', 'Connection: close'];

    expect(await answerTo(lines)).toContain(
      '"error_description":"The request line or the Host header is malformed."',
    );
  });

  test('refuses two Authorization headers, also when both are good', async () => {
    const good = `Authorization: Bearer ${token}`;

    expect(await statusOf([...post, good, 'Content-Length: 0'])).not.toContain(' 401 ');
    expect(await statusOf([...post, good, good, 'Content-Length: 0'])).toContain(' 401 ');
  });

  test('refuses a large body unread', async () => {
    expect(await statusOf([...post, `Content-Length: ${10 * 1024 * 1024}`], MEGABYTE)).toContain(' 413 ');
  });

  test('answers whoever has no token before the body has come', async () => {
    const chunk = `${MEGABYTE.length.toString(16)}\r\n${MEGABYTE}`;

    expect(await statusOf([...post, 'Transfer-Encoding: chunked'], chunk)).toContain(' 401 ');
  });

  test('a host that hangs up ends the requests of its call', async () => {
    const begun = Promise.withResolvers<Request>();
    stack.upstream.answer = ({ origin }, request) => {
      if (origin !== API) return undefined;
      begun.resolve(request);
      return new Promise(() => {});
    };
    const params = { name: 'optimove_get_thing', arguments: {} };
    const host = new AbortController();
    const call = fetch(`http://127.0.0.1:${listening.port}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
      signal: host.signal,
    });
    const { signal } = await begun.promise;
    const ended = once(signal, 'abort');

    host.abort();
    await expect(call).rejects.toThrow('aborted');
    await ended;

    expect(signal.aborted).toBe(true);
  });
});

describe('a listener that closes', () => {
  test('waits half a second for what it is answering, and no longer', async () => {
    const asked = Promise.withResolvers<void>();
    const listening = await listen({ host: '127.0.0.1', port: 0 }, () => {
      asked.resolve();
      return new Promise(() => {});
    });
    const call = fetch(`http://127.0.0.1:${listening.port}/`).catch((thrown: unknown) => thrown);
    await asked.promise;
    const start = performance.now();

    await listening.close();

    expect(await call).toBeInstanceOf(TypeError);
    expect(performance.now() - start).toBeGreaterThan(400);
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('waits for nobody who only keeps a connection', async () => {
    const listening = await listen({ host: '127.0.0.1', port: 0 }, async () => new Response('ok'));
    const socket = connect(listening.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'data');
    const start = performance.now();

    await listening.close();

    expect(performance.now() - start).toBeLessThan(400);
    socket.destroy();
  });
});
