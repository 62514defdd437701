import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { listen, type Listening } from './node-listener.ts';

const MEGABYTE = 'x'.repeat(1024 * 1024);

describe('listen', () => {
  let listening: Listening;
  let token: string;
  beforeAll(async () => {
    const { connector, upstream } = await startConnector();
    token = await upstream.token();
    listening = await listen({ host: '127.0.0.1', port: 0 }, (request) => connector.fetch(request));
  });
  afterAll(async () => listening.close());

  /** Sends these lines as they are and gives the status line of the answer. */
  async function statusOf(lines: string[], body = ''): Promise<string> {
    const socket = connect(listening.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write([...lines, '', body].join('\r\n'));
    const answer = await text(socket);
    return answer.split('\r\n')[0] ?? '';
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
});
