import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { USERS } from '#fixtures/users.ts';
import { welcome } from './welcome.ts';

const ADDRESSES = {
  connector: 'http://localhost:4310/mcp',
  simulator: 'http://localhost:4320',
  control: 'http://127.0.0.1:4321',
  issuer: 'http://localhost:4320',
};
const text = stripVTControlCharacters(welcome(ADDRESSES, 0.94, process.stdout));

describe('welcome', () => {
  test('fits 80 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('names every demo user once', () => {
    const emails = text.match(/\S+@\S+/gu);

    expect(emails).toEqual(USERS.map(({ email }) => email));
  });

  test('has the lines to paste into each client', () => {
    const lines = text.split('\n').map((line) => line.trim());

    expect(lines).toEqual(
      expect.arrayContaining([
        'claude mcp add --transport http optimove http://localhost:4310/mcp',
        '{"mcpServers":{"optimove":{"url":"http://localhost:4310/mcp"}}}',
        '{"servers":{"optimove":{"type":"http","url":"http://localhost:4310/mcp"}}}',
        'npm run inspect',
      ]),
    );
  });

  test('says what to trust where everything is HTTPS', () => {
    const secure = { ...ADDRESSES, connector: 'https://localhost:4310/mcp', ca: '/data/tls/ca.pem' };
    const said = stripVTControlCharacters(welcome(secure, 1, process.stdout));

    expect(said).toMatch(/Trust .*NODE_EXTRA_CA_CERTS.*\n +\/data\/tls\/ca\.pem\n/u);
    expect(said).toContain('NODE_EXTRA_CA_CERTS=/data/tls/ca.pem CONNECTOR_PUBLIC_URL=https://');
    expect(text).not.toContain('Trust');
  });

  test('says that the control API is off', () => {
    expect(welcome({ ...ADDRESSES, control: null }, 1, process.stdout)).toMatch(/Control\s+off/u);
  });
});
