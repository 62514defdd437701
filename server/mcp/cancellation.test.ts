import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createConnector } from '../app.ts';
import { listen } from '../http/node-listener.ts';
import { startConnector } from '../testing/connector.ts';
import { API, createFakeUpstream, ISSUER, RESOURCE } from '../testing/fake-upstream.ts';
import queryAnalytics from '../tools/analyst/query-analytics.tool.ts';

const CALL = { name: 'optimove_get_thing', arguments: {} };
const WITHIN_MS = 100;

/** A request that is answered only by giving up. */
const untilGone = (request: Request) =>
  new Promise<Response>((_, reject) =>
    request.signal.addEventListener('abort', () => reject(request.signal.reason)),
  );

describe('a call whose request is closed', () => {
  test.each(['2026-07-28', '2025-11-25'])(
    'of revision %s ends its upstream request at once',
    async (revision) => {
      const begun = Promise.withResolvers<Request>();
      const { post, upstream, logged } = await startConnector();
      upstream.answer = ({ origin }, request) => {
        if (origin !== API) return undefined;
        begun.resolve(request);
        return untilGone(request);
      };
      const host = new AbortController();
      const legacy = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: CALL });

      const response = post('tools/call', CALL, {
        signal: host.signal,
        headers: { 'mcp-protocol-version': revision },
        ...(revision !== '2026-07-28' && { body: legacy }),
      });
      const request = await begun.promise;
      const gone = performance.now();
      const aborted = once(request.signal, 'abort');
      host.abort();
      await aborted;

      expect(performance.now() - gone).toBeLessThan(WITHIN_MS);
      await response.catch(() => undefined);
      expect(logged).toEqual([]);
    },
  );

  test('while it waits for its token never reaches the API, and takes the token from nobody else', async () => {
    const { post, call, upstream } = await startConnector();
    const exchange = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    upstream.answer = ({ pathname }) => {
      if (pathname !== '/oauth/token') return undefined;
      asked.resolve(undefined);
      return exchange.promise.then(() =>
        Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60, scope: 'api:read' }),
      );
    };
    const host = new AbortController();
    const headers = { authorization: `Bearer ${await upstream.token()}` };

    const cancelled = post('tools/call', CALL, { signal: host.signal, headers });
    await asked.promise;
    const other = call({}, { headers });
    host.abort();
    await cancelled.catch(() => undefined);
    exchange.resolve(undefined);

    expect((await other).isError).toBeUndefined();
    await delay(WITHIN_MS);
    expect(upstream.at('/api/')).toHaveLength(1);
    expect(upstream.at('/oauth/token')).toHaveLength(1);
  });

  test('while it looks after a job looks no more', async () => {
    const { post, upstream } = await startConnector({ tools: [queryAnalytics] });
    const envelope = { tenant_id: 'lumenplay', time_zone: 'UTC', as_of: '2026-11-22T12:00:00Z' };
    const times = { started_at: '2026-11-22T12:00:00Z', expires_at: '2026-11-23T12:00:00Z' };
    const polled = Promise.withResolvers<undefined>();
    upstream.answer = ({ origin, pathname }) => {
      if (origin !== API) return undefined;
      if (pathname.includes('/analytics-jobs/')) polled.resolve(undefined);
      const job = { id: '1', status: 'running', progress: 10, poll_after_ms: 0, ...times };
      return Response.json({ ...envelope, job }, { status: 202 });
    };
    const host = new AbortController();
    const params = { name: queryAnalytics.name, arguments: { metrics: ['sent'] } };

    const response = post('tools/call', params, { signal: host.signal });
    await polled.promise;
    host.abort();
    await response.catch(() => undefined);
    const before = upstream.at('/api/').length;
    await delay(600);

    expect(upstream.at('/api/')).toHaveLength(before);
  });

  test('over sockets closes the connection to the API', async () => {
    const upstream = await createFakeUpstream();
    const reached = Promise.withResolvers<undefined>();
    const closed = Promise.withResolvers<number>();
    const api = createServer((incoming) => {
      reached.resolve(undefined);
      incoming.once('close', () => closed.resolve(performance.now()));
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void api.close());
    await once(api, 'listening');
    const address = api.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const connector = await createConnector({
      publicUrl: RESOURCE,
      apiUrl: `http://127.0.0.1:${port}`,
      issuer: ISSUER,
      fetch: (request) => (request.url.startsWith(ISSUER) ? upstream.fetch(request) : fetch(request)),
    });
    const listening = await listen({ host: '127.0.0.1', port: 0 }, (request) => connector.fetch(request));
    onTestFinished(() => listening.close());
    const host = new AbortController();

    const call = fetch(`http://localhost:${listening.port}/mcp`, {
      method: 'POST',
      signal: host.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        authorization: `Bearer ${await upstream.token()}`,
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'optimove_list_campaigns', arguments: {} },
      }),
    });
    await reached.promise;
    const gone = performance.now();
    host.abort();
    await call.catch(() => undefined);

    expect((await closed.promise) - gone).toBeLessThan(WITHIN_MS);
  });
});
