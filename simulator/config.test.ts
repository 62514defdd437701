import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  test('needs nothing', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4320,
      controlPort: 4321,
      origin: undefined,
      connectorUrl: 'http://localhost:4310/mcp',
      redirectUris: [],
      refreshGraceSeconds: 30,
      rateLimit: { calls: 50, seconds: 10 },
    });
  });

  test('takes every setting', () => {
    const environment = {
      HOST: '0.0.0.0',
      SIMULATOR_PORT: '0',
      CONTROL: 'off',
      CONNECTOR_PUBLIC_URL: 'https://mcp.example/mcp',
      OPTIMOVE_ISSUER: 'https://tenant.example',
      REDIRECT_URIS: 'https://a.example/cb, myapp://cb',
      REFRESH_GRACE: '0',
      RATE_LIMIT: 'off',
    };

    expect(readConfig(environment)).toEqual({
      host: '0.0.0.0',
      port: 0,
      controlPort: null,
      origin: 'https://tenant.example',
      connectorUrl: 'https://mcp.example/mcp',
      redirectUris: ['https://a.example/cb', 'myapp://cb'],
      refreshGraceSeconds: 0,
      rateLimit: undefined,
    });
  });

  test('does TLS with a certificate and its key, and with nothing less', () => {
    const TLS_CERT_FILE = 'cert.pem';

    expect(readConfig({ TLS_CERT_FILE, TLS_KEY_FILE: 'key.pem' }).tls).toEqual({
      certFile: 'cert.pem',
      keyFile: 'key.pem',
    });
    expect(() => readConfig({ TLS_CERT_FILE })).toThrow('set both or neither');
  });

  test('finds the connector on its port', () => {
    expect(readConfig({ CONNECTOR_PORT: '5000' }).connectorUrl).toBe('http://localhost:5000/mcp');
  });

  test.each([
    ['HOST', ''],
    ['SIMULATOR_PORT', '65536'],
    ['SIMULATOR_PORT', ''],
    ['CONTROL_PORT', '-1'],
    ['CONTROL', 'maybe'],
    ['CONNECTOR_PORT', '4310.5'],
    ['CONNECTOR_PUBLIC_URL', 'ftp://x/mcp'],
    ['OPTIMOVE_ISSUER', 'http://localhost:4320/'],
    ['REDIRECT_URIS', 'nowhere'],
    ['REFRESH_GRACE', '30s'],
  ])('refuses %s=%s in one line that says what it takes', (variable, value) => {
    expect(() => readConfig({ [variable]: value })).toThrow(
      new RegExp(`^${variable} is ${RegExp.escape(JSON.stringify(value))}: it takes [^\\n]+\\.$`),
    );
  });
});
