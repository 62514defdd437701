import { request as nodeRequest } from 'node:http';
import { HttpRequestInterceptor } from '@mswjs/interceptors/http';
import { InterceptorSource, defineNetwork } from 'msw/experimental';
import { fetch as undiciFetch, request as undiciRequest } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, createTinySimulator } from '../testing/tiny-simulator.ts';
import { listen } from './listen.ts';

const reached: string[] = [];
const outside = await listen({ host: '127.0.0.1', port: 0 }, async (request) => {
  reached.push(request.url);
  return new Response('reached');
});
const simulator = await createTinySimulator();
const network = defineNetwork({
  sources: [new InterceptorSource({ interceptors: [new HttpRequestInterceptor()] })],
  handlers: [...simulator.handlers],
  onUnhandledFrame: 'error',
  context: { quiet: true },
});

/** The status of a GET, by each of the ways in which a program can send one. */
const WAYS: readonly [string, (url: string) => Promise<number>][] = [
  ['fetch', async (url) => (await fetch(url)).status],
  ['fetch of undici', async (url) => (await undiciFetch(url)).status],
  ['request of undici', async (url) => (await undiciRequest(url)).statusCode],
  [
    'node:http',
    async (url) => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      nodeRequest(url, (response) => resolve(response.resume().statusCode ?? 0))
        .on('error', reject)
        .end();
      return promise;
    },
  ],
];

describe('the handlers behind an interceptor', () => {
  beforeAll(() => network.enable());
  afterAll(async () => {
    network.disable();
    await outside.close();
  });

  test.each(WAYS)('answer a request by %s to the origin', async (_, get) => {
    expect(await get(`${ORIGIN}/api/v1/me`)).toBe(401);
  });

  test.each(WAYS)('stop a request by %s to anywhere else', async (_, get) => {
    await expect(get(outside.url)).rejects.toBeInstanceOf(Error);
    expect(reached).toEqual([]);
  });
});
