import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { API, RESOURCE } from '../testing/fake-upstream.ts';

const CALL = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'optimove_get_thing', arguments: {} },
};

type Stack = Awaited<ReturnType<typeof startConnector>>;

/** A request of an older revision, which the protocol answers with an event stream. */
async function legacy(
  { connector, upstream }: Stack,
  body: unknown,
  init: RequestInit = {},
): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': '2025-06-18',
    authorization: `Bearer ${await upstream.token()}`,
  };
  return connector.fetch(
    new Request(RESOURCE, { method: 'POST', headers, body: JSON.stringify(body), ...init }),
  );
}

/** Two calls in one body: the first is answered with this status by the tenant API, the second not at all. */
async function batch(status: number) {
  const stack = await startConnector();
  const held = Promise.withResolvers<Request>();
  stack.upstream.answer = ({ pathname }, request) => {
    if (pathname.endsWith('/things/1')) return held.promise.then(() => new Response(null, { status }));
    if (!pathname.endsWith('/things/2')) return undefined;
    held.resolve(request);
    return new Promise(() => {});
  };
  const body = ['1', '2'].map((id) => ({ ...CALL, id, params: { ...CALL.params, arguments: { id } } }));
  return { response: await legacy(stack, body), held: await held.promise };
}

describe('endpoint for older revisions', () => {
  test.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'speaks %s',
    async (protocolVersion) => {
      const stack = await startConnector();
      const params = { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } };

      const response = await legacy(stack, { jsonrpc: '2.0', id: 1, method: 'initialize', params });

      const text = await response.text();
      expect(text).toContain(`"protocolVersion":"${protocolVersion}"`);
      expect(text).toContain('"tools":{"listChanged":false}');
    },
  );

  test('answers a call in an event stream that nothing stores', async () => {
    const response = await legacy(await startConnector(), CALL);

    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('"structuredContent":{"found":true');
  });

  test('says 401 when the access ends during the call', async () => {
    const stack = await startConnector();
    stack.upstream.answer = ({ origin }) =>
      origin === API ? new Response(null, { status: 401 }) : undefined;

    const response = await legacy(stack, CALL);

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await response.text()).not.toContain('jsonrpc');
  });

  test('a host that hangs up ends the requests of its call', async () => {
    const stack = await startConnector();
    const begun = Promise.withResolvers<Request>();
    stack.upstream.answer = ({ origin }, request) => {
      if (origin !== API) return undefined;
      begun.resolve(request);
      return new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => reject(request.signal.reason)),
      );
    };
    const host = new AbortController();

    const response = legacy(stack, CALL, { signal: host.signal });
    const { signal } = await begun.promise;
    host.abort();
    await response;

    expect(signal.aborted).toBe(true);
  });

  test('a host that stops reading ends what is not answered yet', async () => {
    const { response, held } = await batch(404);

    await response.body?.cancel();

    expect(response.status).toBe(200);
    expect(held.signal.aborted).toBe(true);
  });

  test('an access that ends with one call ends the others with it', async () => {
    const { response, held } = await batch(401);

    expect(response.status).toBe(401);
    expect(held.signal.aborted).toBe(true);
  });

  test('what is no message is refused, and the log says where without a word of it', async () => {
    const stack = await startConnector();

    const response = await legacy(stack, { jsonrpc: '2.0', canary: 'canary' });

    expect(response.status).toBe(400);
    expect(stack.logged).toEqual([
      {
        level: 'warn',
        event: 'mcp_request_refused',
        kind: expect.any(String),
        at: expect.stringMatching(/^at /),
      },
    ]);
    expect(JSON.stringify(stack.logged)).not.toContain('canary');
  });

  test.each(['GET', 'DELETE', 'PUT'])('has nothing for %s', async (method) => {
    const { connector, upstream } = await startConnector();
    const headers = { authorization: `Bearer ${await upstream.token()}`, accept: 'text/event-stream' };

    expect((await connector.fetch(new Request(RESOURCE, { method, headers }))).status).toBe(405);
  });
});
