import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  test('without any variable it is the connector of a developer beside the simulator', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4310,
      publicUrl: undefined,
      apiUrl: 'http://localhost:4320',
      issuer: 'http://localhost:4320',
      allowedOrigins: [],
      rateLimit: { calls: 50, seconds: 10 },
      patienceMs: 48_000,
      sealingSecret: undefined,
      dataFolder: undefined,
      telemetryUrl: undefined,
    });
  });

  test.each([
    ['off', undefined],
    ['5/1s', { calls: 5, seconds: 1 }],
  ])('reads the rate limit %s', (RATE_LIMIT, limit) => {
    expect(readConfig({ RATE_LIMIT }).rateLimit).toEqual(limit);
  });

  test('reads a region and where the others are', () => {
    const { region } = readConfig({ REGION: 'eu', REGION_ENDPOINTS: 'us=https://us.mcp.example/mcp' });

    expect(region).toEqual({ own: 'eu', endpoints: new Map([['us', 'https://us.mcp.example/mcp']]) });
    expect(() => readConfig({ REGION_ENDPOINTS: 'us=https://us.mcp.example/mcp' })).toThrow(/without REGION/);
  });

  test('reads the addresses of proxies', () => {
    const CONNECTOR_PUBLIC_URL = 'https://mcp.example/mcp';
    const { trustedProxies } = readConfig({ TRUSTED_PROXY: '10.0.0.7, fd00::/8', CONNECTOR_PUBLIC_URL });

    expect(trustedProxies?.check('10.0.0.7')).toBe(true);
    expect(trustedProxies?.check('10.0.0.8')).toBe(false);
    expect(trustedProxies?.check('fd12::1', 'ipv6')).toBe(true);
  });

  test('reads the sealing key, and does not repeat one that is none', () => {
    const key = Buffer.alloc(32, 7).toString('base64url');

    expect(readConfig({ CONNECTOR_KEY: key }).sealingSecret).toEqual(Buffer.alloc(32, 7));
    for (const wrong of ['hunter2', `${key}=`, key.slice(1), '']) {
      expect(() => readConfig({ CONNECTOR_KEY: wrong })).toThrow(
        /^CONNECTOR_KEY is not usable: it takes 32 /,
      );
    }
  });

  test('reads a list of origins', () => {
    const { allowedOrigins } = readConfig({ ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080' });

    expect(allowedOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  test.each([
    ['CONNECTOR_PORT', '70000'],
    ['QUERY_PATIENCE', '50s'],
    ['QUERY_PATIENCE', '0s'],
    ['QUERY_PATIENCE', '20'],
    ['CONNECTOR_PORT', '0x10'],
    ['CONNECTOR_PUBLIC_URL', 'nowhere'],
    ['CONNECTOR_PUBLIC_URL', 'localhost:4310/mcp'],
    ['CONNECTOR_PUBLIC_URL', 'http://localhost:4310/mcp#part'],
    ['CONNECTOR_PUBLIC_URL', 'http://localhost:4310/mcp?read_only=true'],
    ['CONNECTOR_PUBLIC_URL', 'http://user@localhost:4310/mcp'],
    ['CONNECTOR_PUBLIC_URL', 'http://LOCALHOST:4310/mcp'],
    ['CONNECTOR_PUBLIC_URL', 'http://localhost:80/mcp'],
    ['OPTIMOVE_API_URL', 'http://localhost:4320/'],
    ['OPTIMOVE_ISSUER', 'nowhere'],
    ['OPTIMOVE_DATA', ''],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318'],
    ['RATE_LIMIT', '50'],
    ['RATE_LIMIT', '0/10s'],
    ['RATE_LIMIT', '50/10m'],
    ['ALLOWED_ORIGINS', 'https://a.example/,*'],
    ['TLS_CERT_FILE', ''],
    ['TRUSTED_PROXY', ''],
    ['TRUSTED_PROXY', 'proxy.example'],
    ['TRUSTED_PROXY', '10.0.0.7,10.0.0'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', '0.0.0.0/0'],
    ['TRUSTED_PROXY', 'fd00::/129'],
    ['TRUSTED_PROXY', '10.0.0.0/8/8'],
    ['REGION', 'asia'],
    ['REGION', ''],
    ['REGION_ENDPOINTS', 'https://us.mcp.example/mcp'],
    ['REGION_ENDPOINTS', 'us='],
    ['REGION_ENDPOINTS', 'asia=https://asia.mcp.example/mcp'],
    ['REGION_ENDPOINTS', 'us=https://a.example/mcp,us=https://b.example/mcp'],
  ])('says in one line what is wrong with %s=%s', (name, value) => {
    const read = () => readConfig({ [name]: value });

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is .*: it takes .*\\.$`));
  });
});
