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
    });
  });

  test.each([
    ['off', undefined],
    ['5/1s', { calls: 5, seconds: 1 }],
  ])('reads the rate limit %s', (RATE_LIMIT, limit) => {
    expect(readConfig({ RATE_LIMIT }).rateLimit).toEqual(limit);
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
    ['RATE_LIMIT', '50'],
    ['RATE_LIMIT', '0/10s'],
    ['RATE_LIMIT', '50/10m'],
    ['ALLOWED_ORIGINS', 'https://a.example/,*'],
  ])('says in one line what is wrong with %s=%s', (name, value) => {
    const read = () => readConfig({ [name]: value });

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is .*: it takes .*\\.$`));
  });
});
