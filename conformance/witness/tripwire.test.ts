import { exec, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { resolve4 } from 'node:dns/promises';
import { get } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { get as getTls } from 'node:https';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { exitsDuring } from './tripwire.ts';
import type { Exit } from './tripwire.ts';

const HOST = '192.0.2.1';

/** Resolves when the thing has failed, as everything behind the tripwire does. */
async function failed(thing: { on(event: 'error', listener: (error: Error) => void): unknown }) {
  const { promise, resolve } = Promise.withResolvers<void>();
  thing.on('error', () => resolve());
  return promise;
}

const WAYS: Record<string, [Exit['by'], string, () => unknown]> = {
  'a fetch': ['socket', `${HOST}:80`, async () => fetch(`http://${HOST}/`)],
  'a fetch by https': ['socket', 'canary.example:443', async () => fetch('https://canary.example/')],
  'a web socket': [
    'socket',
    `${HOST}:80`,
    async () => {
      const { promise, resolve } = Promise.withResolvers<Event>();
      new WebSocket(`ws://${HOST}/`).addEventListener('error', resolve);
      return promise;
    },
  ],
  'node:http': ['socket', `${HOST}:81`, async () => failed(get(`http://${HOST}:81/`))],
  'node:https': ['socket', `${HOST}:443`, async () => failed(getTls(`https://${HOST}/`))],
  'node:http2': ['socket', `${HOST}:443`, async () => failed(connectHttp2(`https://${HOST}`))],
  'node:net': ['socket', `${HOST}:5`, async () => failed(connect(5, HOST))],
  'node:net by path': ['socket', '/tmp/canary.sock', async () => failed(connect('/tmp/canary.sock'))],
  'node:tls': ['socket', `${HOST}:5`, async () => failed(connectTls({ host: HOST, port: 5 }))],
  'node:dgram': [
    'datagram',
    HOST,
    () => {
      const socket = createSocket('udp4');
      try {
        socket.send('canary', 5, HOST);
      } finally {
        socket.close();
      }
    },
  ],
  'a look-up of a name': ['name', 'canary.example', () => lookup('canary.example', () => {})],
  'a question to the name server': ['name', 'canary.example', async () => resolve4('canary.example')],
  'a process': ['process', '', () => exec('curl canary.example')],
  'a process that is waited for': ['process', 'curl', () => spawnSync('curl', ['canary.example'])],
  'a thread': [
    'thread',
    'a worker',
    async () => {
      const worker = new Worker('', { eval: true });
      await worker.terminate();
    },
  ],
};

describe('the tripwire', () => {
  test.for(Object.entries(WAYS))('sees and holds %s', async ([, [by, to, goOut]]) => {
    const exits = await exitsDuring([], async () =>
      Promise.resolve()
        .then(goOut)
        .catch(() => null),
    );

    expect(exits[0]).toEqual({ by, to: expect.stringContaining(to) });
  });

  test('lets through what goes to an allowed origin, and nothing to another port of it', async () => {
    const server = createServer((socket: Socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await listening;
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;

    const exits = await exitsDuring([`http://localhost:${port}`], async () => {
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(204);
      await fetch('http://127.0.0.1:59999/').catch(() => null);
    });

    expect(exits).toEqual([{ by: 'socket', to: 'loopback:59999' }]);
    server.close();
  });

  test('is gone afterwards', async () => {
    const before = connect;
    await exitsDuring([], async () => null);

    expect(connect).toBe(before);
    await failed(connect(59999, '127.0.0.1'));
  });
});
