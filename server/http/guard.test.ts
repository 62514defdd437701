import { describe, expect, test } from 'vitest';
import { createGuard } from './guard.ts';

const local = createGuard({
  publicUrl: 'http://localhost:4310/mcp',
  allowedOrigins: ['https://app.example'],
});
const hosted = createGuard({ publicUrl: 'https://mcp.optimove.net/mcp', allowedOrigins: [] });

function request(headers: Record<string, string>, url = 'http://localhost:4310/mcp'): Request {
  return new Request(url, { method: 'POST', headers });
}

describe('guard on a loopback address', () => {
  test.each([
    'localhost:4310',
    'LOCALHOST:4310',
    '127.0.0.1:4310',
    '[::1]:4310',
    'localhost:9999',
    'localhost',
  ])('lets through the Host %s', (host) => {
    expect(local(request({ host }))).toBeUndefined();
  });

  test.each([
    'evil.example',
    'evil.example:4310',
    'localhost.evil.example:4310',
    'localhost:4310.evil.example',
    'evil@localhost:4310',
    '127.0.0.2:4310',
    '127.1',
    '2130706433',
    '0.0.0.0:4310',
    '[::ffff:127.0.0.1]:4310',
    'localhost:4310, evil.example',
    '',
  ])('refuses the Host %j', (host) => {
    expect(local(request({ host }))?.status).toBe(403);
  });

  test('a forwarded host changes nothing', () => {
    const forwarded = { 'x-forwarded-host': 'localhost:4310', forwarded: 'host=localhost:4310' };

    expect(local(request({ ...forwarded, host: 'evil.example' }))?.status).toBe(403);
    expect(local(request({ host: 'localhost:4310', 'x-forwarded-host': 'evil.example' }))).toBeUndefined();
  });

  test('refuses an absolute request line for another host', () => {
    expect(local(request({ host: 'localhost:4310' }, 'http://evil.example/mcp'))?.status).toBe(403);
  });

  test.each(['http://localhost:4310', 'http://127.0.0.1:6274', 'http://[::1]:80', 'https://app.example'])(
    'lets through the Origin %s',
    (origin) => {
      expect(local(request({ origin }))).toBeUndefined();
    },
  );

  test.each([
    'https://evil.example',
    'null',
    '',
    'http://app.example',
    'https://app.example:8443',
    'https://app.example.evil.example',
    'https://sub.app.example',
    'http://localhost.evil.example',
    'file://',
    'http://localhost:4310, https://evil.example',
  ])('refuses the Origin %j', async (origin) => {
    const response = local(request({ origin }));

    expect(response?.status).toBe(403);
    expect(response?.headers.has('access-control-allow-origin')).toBe(false);
    expect(await response?.json()).toMatchObject({ error: 'foreign_origin' });
  });

  test('refuses a body of more than four megabytes by its length alone', () => {
    expect(local(request({ 'content-length': String(4 * 1024 * 1024 + 1) }))?.status).toBe(413);
    expect(local(request({ 'content-length': String(4 * 1024 * 1024) }))).toBeUndefined();
  });
});

describe('guard on a public address', () => {
  const url = 'https://mcp.optimove.net/mcp';

  test.each(['mcp.optimove.net', 'mcp.optimove.net:443', 'MCP.optimove.net'])(
    'lets through the Host %s',
    (host) => {
      expect(hosted(request({ host }, url))).toBeUndefined();
    },
  );

  test.each(['localhost', '127.0.0.1:443', 'mcp.optimove.net:80', 'mcp.optimove.net.', 'optimove.net'])(
    'refuses the Host %s',
    (host) => {
      expect(hosted(request({ host }, url))?.status).toBe(403);
    },
  );

  test('lets through its own origin, and no loopback page', () => {
    expect(hosted(request({ origin: 'https://mcp.optimove.net' }, url))).toBeUndefined();
    expect(hosted(request({ origin: 'http://localhost:6274' }, url))?.status).toBe(403);
  });
});
