import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';
import { API, ISSUER } from '../testing/fake-upstream.ts';
import { ForeignOrigin, onlyTo } from './only-to.ts';

describe('onlyTo', () => {
  test('for any address, sends to its own origins and throws for every other before anything is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.webUrl(), fc.constantFrom(`${API}/x`, `${ISSUER}/y`)), async (url) => {
        const sent: Request[] = [];
        const send = onlyTo([API, `${ISSUER}/tenant`], async (request) => {
          sent.push(request);
          return new Response();
        });
        const isOwn = [API, ISSUER].includes(new URL(url).origin);

        const outcome = await send(new Request(url)).catch((thrown: unknown) => thrown);

        expect(outcome).toBeInstanceOf(isOwn ? Response : ForeignOrigin);
        expect(sent).toHaveLength(isOwn ? 1 : 0);
      }),
    );
  });

  test.each([
    'http://api.test:8080/',
    'https://api.test/',
    'http://api.test.evil.example/',
    'http://evil.example/http://api.test/',
  ])('does not take %s for the API', async (url) => {
    const send = onlyTo([API], async () => new Response());

    await expect(send(new Request(new URL(url)))).rejects.toThrow(ForeignOrigin);
  });

  test('lets no request follow a redirect', async () => {
    const modes: string[] = [];
    const send = onlyTo([API], async ({ redirect }) => {
      modes.push(redirect);
      return new Response();
    });

    await send(new Request(API, { redirect: 'follow' }));
    await send(new Request(API, { method: 'POST', body: 'x', redirect: 'error' }));

    expect(modes).toEqual(['manual', 'manual']);
  });
});

describe('a connector before a hostile upstream', () => {
  const elsewhere = fc.webUrl({ withQueryParameters: true });

  test('goes to the API and the issuer alone, wherever their answers point', async () => {
    await fc.assert(
      fc.asyncProperty(
        elsewhere,
        fc.constantFrom(301, 302, 303, 307, 308),
        fc.constantFrom('/api/', '/oauth/introspect', '/oauth/token', '/oauth/jwks', '/.well-known/'),
        async (location, status, path) => {
          const { call, upstream } = await startConnector();
          upstream.answer = ({ pathname }) =>
            pathname.startsWith(path) ? new Response(null, { status, headers: { location } }) : undefined;

          await call().catch((refused: unknown) => refused);

          const origins = upstream.requests.map(({ request }) => new URL(request.url).origin);
          expect(origins.filter((origin) => origin !== API && origin !== ISSUER)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each(['jwks_uri', 'introspection_endpoint', 'token_endpoint'] as const)(
    'refuses metadata whose %s is elsewhere, and sends nothing there',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(elsewhere, async (url) => {
          const { post, upstream } = await startConnector();
          upstream.metadata[name] = url;

          expect((await post('tools/list')).status).toBe(503);
          expect(upstream.requests.map(({ request }) => new URL(request.url).origin)).toEqual([ISSUER]);
        }),
        { numRuns: 20 },
      );
    },
  );
});
