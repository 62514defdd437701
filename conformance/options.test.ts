import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  connectorAddress,
  milliseconds,
  reportOption,
  requirementIds,
  tokenOption,
  userOption,
  wholeNumber,
} from './options.ts';

describe('options', () => {
  test('reads users, with colons in their passwords', () => {
    expect(userOption('narrow=b@x.example:c', userOption('wide=a@x.example:p:w'))).toEqual({
      wide: { email: 'a@x.example', password: 'p:w' },
      narrow: { email: 'b@x.example', password: 'c' },
    });
  });

  test('reads tokens from a file and from a variable', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'token');
    writeFileSync(file, 'secret\n');
    const option = tokenOption({ TOKEN: 'other' });

    expect(option('narrow=env:TOKEN', option(`wide=@${file}`))).toEqual({
      wide: { token: 'secret' },
      narrow: { token: 'other' },
    });
  });

  test('reads requirements, reports, times and numbers', () => {
    expect(requirementIds('auth.pkce, auth.consent')).toEqual(['auth.pkce', 'auth.consent']);
    expect(reportOption('junit=b.xml', reportOption('json=a=b.json'))).toEqual([
      { format: 'json', file: 'a=b.json' },
      { format: 'junit', file: 'b.xml' },
    ]);
    expect([milliseconds('90s'), milliseconds('500ms'), milliseconds('2m')]).toEqual([90_000, 500, 120_000]);
    expect(wholeNumber('42')).toBe(42);
    expect(connectorAddress('https://mcp.test/mcp').href).toBe('https://mcp.test/mcp');
  });

  test.each<[() => unknown, RegExp]>([
    [() => userOption('somebody=a@x.example:p'), /no user somebody: use wide=…, narrow=…, other-tenant=…/],
    [() => userOption('wide=a@x.example'), /Write wide=EMAIL:PASSWORD/],
    [() => tokenOption({})('wide=env:NOWHERE'), /variable NOWHERE is not set/],
    [() => tokenOption({})('wide=@/nowhere'), /\/nowhere cannot be read/],
    [() => tokenOption({})('wide=abc'), /wide=@FILE or wide=env:NAME/],
    [() => requirementIds('auth.pkcs'), /Did you mean auth\.pkce\?/],
    [() => reportOption('html=a'), /no report format html: use json=FILE or junit=FILE/],
    [() => reportOption('json'), /Write json=FILE/],
    [() => milliseconds('soon'), /60s/],
    [() => wholeNumber('-1'), /whole number/],
    [() => connectorAddress('replay'), /neither an http\(s\) address nor one of the commands/],
  ])('says in one line what would be right: %s', (parse, message) => {
    expect(parse).toThrow(message);
  });
});
