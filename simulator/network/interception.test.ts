import { request as nodeRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { fetch as undiciFetch, request as undiciRequest } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { ORIGIN, createTinySimulator } from '../testing/tiny-simulator.ts';
import { interceptBy } from './fetch-source.ts';
import { listen } from './listen.ts';

const reached: string[] = [];
const outside = await listen({ host: '127.0.0.1', port: 0 }, async (request) => {
  reached.push(request.url);
  return new Response('reached');
});
const simulator = await createTinySimulator();
const letGo = await interceptBy(simulator.handlers);
/** The status of a GET, by each of the ways in which a program can send one. */
const WAYS: readonly [string, (url: string) => Promise<number>][] = [
  ['fetch', async (url) => (await fetch(url)).status],
  ['fetch of undici', async (url) => (await undiciFetch(url)).status],
  ['request of undici', async (url) => (await undiciRequest(url)).statusCode],
  ['node:http', async (url) => (await responseTo(url)).resume().statusCode ?? 0],
];

function responseTo(url: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  nodeRequest(url, resolve).on('error', reject).end();
  return promise;
}

describe('interceptBy', () => {
  afterAll(async () => {
    letGo();
    await outside.close();
  });

  test.each(WAYS)('answers a request by %s to the origin', async (_, get) => {
    expect(await get(`${ORIGIN}/api/v1/me`)).toBe(401);
  });

  test.each<[string, (url: string) => Promise<unknown>]>([
    ['fetch', async (url) => (await fetch(url)).text()],
    ['fetch of undici', async (url) => (await undiciFetch(url)).text()],
    ['request of undici', async (url) => (await undiciRequest(url)).body.text()],
    ['node:http', async (url) => Array.fromAsync(await responseTo(url))],
  ])('never lets %s take a body that broke off for a whole one', async (_, read) => {
    for (const truncate of [0, 10, 1_000_000]) {
      simulator.world.faults.set([{ match: {}, effect: { truncate, reset: true } }]);
      await expect(read(`${ORIGIN}/api/v1/me`)).rejects.toBeInstanceOf(Error);
    }
    simulator.world.faults.set([]);
  });

  test.each(WAYS)('stops a request by %s to anywhere else', async (_, get) => {
    await expect(get(outside.url)).rejects.toBeInstanceOf(Error);
    expect(reached).toEqual([]);
  });
});
