import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConnectionGuard } from './connection-guard.ts';

const trustedProxies = new BlockList();
trustedProxies.addSubnet('10.1.0.0', 16, 'ipv4');
trustedProxies.addAddress('fd00::7', 'ipv6');
const publicUrl = 'https://mcp.example/mcp';
const proxied = createConnectionGuard({ publicUrl, trustedProxies });
const alone = createConnectionGuard({ publicUrl: 'http://localhost:4310/mcp', trustedProxies: undefined });
const HTTPS = { 'x-forwarded-proto': 'https' };

function statusOf(headers: Record<string, string>, peer: string, encrypted = false): number {
  const request = new Request('http://mcp.example/mcp', { headers: { host: 'mcp.example', ...headers } });
  return proxied(request, { peer, encrypted })?.status ?? 200;
}

describe('connection guard before a declared proxy', () => {
  test.each(['10.1.0.1', '10.1.255.254', '::ffff:10.1.2.3', 'fd00::7'])(
    'believes %s that it took the request over HTTPS',
    (peer) => {
      expect(statusOf(HTTPS, peer)).toBe(200);
      expect(statusOf({ ...HTTPS, 'x-forwarded-for': '203.0.113.9' }, peer)).toBe(200);
    },
  );

  test.each(['10.2.0.1', '127.0.0.1', '::1', '::ffff:10.2.0.1', 'fd00::8', 'fe80::1%eth0', ''])(
    'refuses %j that says so, with TLS or without',
    (peer) => {
      expect(statusOf(HTTPS, peer)).toBe(403);
      expect(statusOf(HTTPS, peer, true)).toBe(403);
    },
  );

  test.each<Record<string, string>>([
    {},
    { 'x-forwarded-proto': 'http' },
    { 'x-forwarded-proto': 'https, http' },
    { 'x-forwarded-proto': 'http, https' },
    { 'x-forwarded-proto': '' },
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'proto=https' },
  ])('refuses what the proxy took over plain HTTP: %j', (headers) => {
    expect(statusOf(headers, '10.1.0.1')).toBe(403);
  });

  test('sees in TLS between the proxy and here nothing of how the request came to the proxy', () => {
    expect(statusOf(HTTPS, '10.1.0.1', true)).toBe(200);
    expect(statusOf({ 'x-forwarded-proto': 'http' }, '10.1.0.1', true)).toBe(403);
  });

  test('takes TLS from everybody who claims nothing', () => {
    for (const peer of ['10.1.0.1', '203.0.113.9']) {
      expect(statusOf({}, peer, true)).toBe(200);
      expect(statusOf({}, peer, false)).toBe(403);
    }
  });

  test('for any claim, a peer that is not the proxy gains nothing', () => {
    const claim = fc.constantFrom('https', 'http', 'https,https', 'HTTPS', 'mcp.example');
    const names = [
      'x-forwarded-proto',
      'x-forwarded-host',
      'x-forwarded-for',
      'x-forwarded-port',
      'forwarded',
    ];
    const headers = fc.dictionary(fc.constantFrom(...names), claim);
    fc.assert(
      fc.property(fc.ipV4(), fc.boolean(), headers, (peer, encrypted, claims) => {
        fc.pre(!peer.startsWith('10.1.'));
        expect(statusOf(claims, peer, encrypted) === 200).toBe(encrypted && Object.keys(claims).length === 0);
      }),
    );
  });

  test.each([
    ['mcp.example', 200],
    ['MCP.example:443', 200],
    ['evil.example', 403],
    ['mcp.example, evil.example', 403],
    ['mcp.example:8443', 403],
  ])('takes the forwarded host %s with %d', (host, status) => {
    expect(statusOf({ ...HTTPS, 'x-forwarded-host': host }, '10.1.0.1')).toBe(status);
  });
});

describe('connection guard where no proxy is declared', () => {
  test('looks at no forwarded header', () => {
    const request = new Request('http://localhost:4310/mcp', { headers: { 'x-forwarded-proto': 'http' } });

    expect(alone(request, { peer: '127.0.0.1', encrypted: false })).toBeUndefined();
  });
});
