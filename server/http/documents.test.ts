import { describe, expect, test } from 'vitest';
import { startConnector } from '../testing/connector.ts';

const ORIGIN = 'http://localhost:4310';
const METADATA = {
  resource: 'http://localhost:4310/mcp',
  authorization_servers: ['http://issuer.test'],
  scopes_supported: ['optimove:read', 'optimove:drafts.write'],
  bearer_methods_supported: ['header'],
  resource_name: 'Optimove MCP Connector',
  resource_documentation: 'https://developer.optimove.com',
};

async function get(path: string, init: RequestInit = {}): Promise<Response> {
  const { connector } = await startConnector();
  return connector.fetch(new Request(`${ORIGIN}${path}`, init));
}

async function preflight(origin: string): Promise<Response> {
  return get('/mcp', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
}

describe('public documents', () => {
  test.each(['/.well-known/oauth-protected-resource/mcp', '/.well-known/oauth-protected-resource'])(
    '%s describes the endpoint as a protected resource',
    async (path) => {
      const response = await get(path);

      expect(response.headers.get('content-type')).toBe('application/json');
      expect(response.headers.get('cache-control')).toBe('public, max-age=300');
      expect(await response.json()).toEqual(METADATA);
    },
  );

  test('no header of the request is in the metadata', async () => {
    const headers = {
      host: '127.0.0.1:4310',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
    };

    expect(await (await get('/.well-known/oauth-protected-resource/mcp', { headers })).json()).toEqual(
      METADATA,
    );
  });

  test('the key set has the public half of one key', async () => {
    const { keys } = JSON.parse(await (await get('/.well-known/jwks.json')).text());

    expect(keys).toEqual([
      {
        kty: 'EC',
        crv: 'P-256',
        alg: 'ES256',
        use: 'sig',
        kid: expect.any(String),
        x: expect.any(String),
        y: expect.any(String),
      },
    ]);
  });

  test('a browser application may read them after asking', async () => {
    const headers = { origin: 'http://localhost:6274', 'access-control-request-method': 'GET' };

    const asked = await get('/.well-known/oauth-protected-resource/mcp', { method: 'OPTIONS', headers });
    const read = await get('/.well-known/oauth-protected-resource/mcp', {
      headers: { origin: headers.origin },
    });

    expect(asked.status).toBe(204);
    expect(read.headers.get('access-control-allow-origin')).toBe(headers.origin);
  });

  test.each([
    ['GET', '/healthz', 200],
    ['POST', '/healthz', 405],
    ['GET', '/', 404],
    ['GET', '/mcp/', 404],
    ['GET', '/MCP', 404],
    ['GET', '/.well-known/oauth-protected-resource/other', 404],
    ['GET', '/.well-known/oauth-authorization-server', 404],
    ['GET', '/__proto__', 404],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await get(path, { method })).status).toBe(status);
  });
});

function brokenClock(): Date {
  throw new RangeError('canary');
}

describe('a mistake of the connector', () => {
  test('is answered with an id, which the log has too, and kept nowhere', async () => {
    const { post, logged } = await startConnector({ now: brokenClock });
    const origin = 'http://localhost:6274';

    const response = await post('tools/list', {}, { headers: { origin } });

    const [entry] = logged;
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(entry).toMatchObject({ event: 'bug', where: 'app', error: 'RangeError' });
    expect(body).toContain(entry?.event === 'bug' ? entry.id : 'no id');
    expect(body + JSON.stringify(logged)).not.toContain('canary');
  });
});

describe('cross-origin calls', () => {
  test('an allowed page may call, and read what a client needs', async () => {
    const origin = 'http://localhost:6274';

    const asked = await preflight(origin);
    const refused = await get('/mcp', { method: 'POST', headers: { origin } });

    expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(asked.headers.get('access-control-allow-headers')).toContain('MCP-Protocol-Version');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    expect(refused.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
    expect(refused.headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('a foreign page gets nothing', async () => {
    const response = await preflight('https://evil.example');

    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
