import { describe, expect, test } from 'vitest';
import { readEnvironment } from './config.ts';

describe('readEnvironment', () => {
  test('knows the standard ports', () => {
    expect(readEnvironment({})).toEqual({
      HOST: '127.0.0.1',
      CONNECTOR_PORT: 4310,
      SIMULATOR_PORT: 4320,
      CONTROL_PORT: 4321,
      CONTROL: 'on',
    });
  });

  test.each([
    [
      { CONNECTOR_PORT: '99999' },
      'CONNECTOR_PORT=99999 is not a port: use a number from 0 (any free one) to 65535.',
    ],
    [{ SIMULATOR_PORT: '' }, 'SIMULATOR_PORT= is not a port: use a number from 0 (any free one) to 65535.'],
    [{ HOST: '' }, 'HOST= is no address to bind: use one of this machine, such as 127.0.0.1.'],
    [{ CONTROL: 'maybe' }, 'CONTROL=maybe is neither on nor off.'],
    [{ CONNECTOR_PUBLIC_URL: 'mcp' }, 'CONNECTOR_PUBLIC_URL=mcp is not an http or https address.'],
    [{ OPTIMOVE_ISSUER: 'ftp://x' }, 'OPTIMOVE_ISSUER=ftp://x is not an http or https address.'],
  ])('refuses %j in one line', (variables, line) => {
    expect(() => readEnvironment(variables)).toThrow(new Error(line));
  });
});
