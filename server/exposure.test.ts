import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const TLS = { TLS_CERT_FILE: 'cert.pem', TLS_KEY_FILE: 'key.pem' };
const PROXY = { TRUSTED_PROXY: '10.0.0.7', CONNECTOR_PUBLIC_URL: 'https://mcp.example/mcp' };

describe('exposure of the connector', () => {
  test.each([
    {},
    { HOST: 'localhost' },
    { HOST: '::1' },
    { HOST: '127.8.9.10' },
    { CONNECTOR_PUBLIC_URL: 'http://127.0.0.1:4310/mcp' },
    { CONNECTOR_PUBLIC_URL: 'http://[::1]:4310/mcp' },
    TLS,
    { HOST: '0.0.0.0', ...TLS },
    { HOST: '0.0.0.0', ...TLS, CONNECTOR_PUBLIC_URL: 'https://mcp.example/mcp' },
    { HOST: '::', ...PROXY },
    { ...PROXY, ...TLS },
  ])('may be %j', (variables) => {
    expect(() => readConfig(variables)).not.toThrow();
  });

  test.each([
    [{ HOST: '0.0.0.0' }, 'plain HTTP beyond this computer'],
    [{ HOST: '::' }, 'plain HTTP beyond this computer'],
    [{ HOST: '192.168.1.5' }, 'plain HTTP beyond this computer'],
    [{ HOST: 'localhost.example' }, 'plain HTTP beyond this computer'],
    [{ HOST: '0.0.0.0', CONNECTOR_PUBLIC_URL: 'https://mcp.example/mcp' }, 'plain HTTP beyond this computer'],
    [{ CONNECTOR_PUBLIC_URL: 'http://mcp.example/mcp' }, 'plain HTTP is for this computer alone'],
    [{ CONNECTOR_PUBLIC_URL: 'https://mcp.example/mcp' }, 'nothing does TLS for it'],
    [{ ...TLS, CONNECTOR_PUBLIC_URL: 'http://localhost:4310/mcp' }, 'begins with https'],
    [{ ...PROXY, CONNECTOR_PUBLIC_URL: 'http://localhost:4310/mcp' }, 'begins with https'],
    [{ TRUSTED_PROXY: '10.0.0.7' }, 'TRUSTED_PROXY is set without CONNECTOR_PUBLIC_URL'],
    [{ TLS_CERT_FILE: 'cert.pem' }, 'set both or neither'],
    [{ TLS_KEY_FILE: 'key.pem' }, 'set both or neither'],
  ])('must not be %j, which one line says', (variables, words) => {
    const read = () => readConfig(variables);

    expect(read).toThrow(ConfigError);
    expect(read).toThrow(words);
    expect(read).toThrow(/^[^\n]+$/);
  });
});
