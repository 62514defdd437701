import { describe, expect, test } from 'vitest';
import type { Mischief, Saboteur, Wire } from '../define.ts';
import { rewriteMessages } from '../sabotage/sabotage.ts';
import type { Fetch } from '../client/wire.ts';
import { watched } from './acts.ts';

const url = new URL('https://connector.test/mcp');
const none = () => {};
const mischief: Mischief = {
  upstream: none,
  touch: none,
  outbound: none,
  inProcess: (deed) => deed(),
  write: none,
  rewrite: none,
};
const sound: Fetch = async () => Response.json({ jsonrpc: '2.0', id: 1, result: { tools: [] } });

/** How often a saboteur acts during one ping. */
async function actsOf(sabotage: (wire: Wire) => Fetch): Promise<number> {
  const saboteur: Saboteur = { breaks: 'does something', caught: /./u, sabotage };
  const { fetch, count } = watched(saboteur, { url, mischief, fetch: sound });
  await fetch(new Request(url, { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' }));
  return count();
}

describe('what counts as an act', () => {
  test.each<[string, (wire: Wire) => Fetch]>([
    ['an answer of its own', () => async () => Response.json({ jsonrpc: '2.0', id: 1, result: {} })],
    [
      'another status',
      ({ fetch }) =>
        async (request) =>
          new Response((await fetch(request)).body, { status: 202 }),
    ],
    [
      'another request',
      ({ fetch }) =>
        async (request) =>
          fetch(new Request(request, { method: 'PUT' })),
    ],
    [
      'a request more',
      ({ fetch }) =>
        async (request) => {
          await fetch(request.clone());
          return fetch(request);
        },
    ],
    [
      'a deed in the world',
      (wire) => async (request) => {
        wire.mischief.touch();
        return wire.fetch(request);
      },
    ],
  ])('%s', async (_name, sabotage) => {
    expect(await actsOf(sabotage)).toBe(1);
  });

  test.each<[string, (wire: Wire) => Fetch]>([
    ['passing on', ({ fetch }) => fetch],
    [
      'writing the same JSON anew',
      (wire) => rewriteMessages(wire, { request: (it) => it, answer: (it) => it }),
    ],
  ])('not %s', async (_name, sabotage) => {
    expect(await actsOf(sabotage)).toBe(0);
  });

  test('is not waited for: a body that comes slowly is passed on before its end', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const saboteur: Saboteur = { breaks: 'does nothing', caught: /./u, sabotage: ({ fetch }) => fetch };
    const { fetch, count } = watched(saboteur, { url, mischief, fetch: sound });

    const response = await fetch(new Request(url, { method: 'POST', body: readable, duplex: 'half' }));
    await writable.close();

    expect(response.status).toBe(200);
    expect(await count()).toBe(0);
  });
});
