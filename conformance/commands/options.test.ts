import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportOption } from './report-options.ts';
import { requirementsMeant } from './selection-options.ts';
import {
  connectorAddress,
  httpAddress,
  counterexamplePath,
  milliseconds,
  requirementId,
  tokenOption,
  userOption,
  wholeNumber,
} from './options.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('options', () => {
  test('reads users, with colons in their passwords', () => {
    expect(userOption('narrow=b@x.example:c', userOption('wide=a@x.example:p:w'))).toEqual({
      wide: { email: 'a@x.example', password: 'p:w' },
      narrow: { email: 'b@x.example', password: 'c' },
    });
  });

  test('reads tokens from a file and from a variable', () => {
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, 'secret\n');
    const option = tokenOption({ TOKEN: 'other' });

    expect(option('narrow=env:TOKEN', option(`wide=@${file}`))).toEqual({
      wide: { token: 'secret', place: `@${file}` },
      narrow: { token: 'other', place: 'env:TOKEN' },
    });
  });

  test('reads requirements, reports, times and numbers', () => {
    expect(requirementId('auth.pkce')).toBe('auth.pkce');
    expect(counterexamplePath('3:0:1')).toBe('3:0:1');
    expect(reportOption('junit=b.xml', reportOption('json=a=b.json'))).toEqual([
      { format: 'json', file: 'a=b.json' },
      { format: 'junit', file: 'b.xml' },
    ]);
    expect([milliseconds('90s'), milliseconds('500ms'), milliseconds('2m')]).toEqual([90_000, 500, 120_000]);
    expect(wholeNumber('42')).toBe(42);
    expect(connectorAddress('https://mcp.test/mcp').href).toBe('https://mcp.test/mcp');
  });

  test('reads ids, areas and patterns of requirements', () => {
    expect(requirementsMeant('auth.pkce, auth.consent,auth.pkce')).toEqual(['auth.pkce', 'auth.consent']);
    expect(requirementsMeant('liveness')).toEqual(['liveness.reads']);
    expect(requirementsMeant('auth.*')).toEqual(requirementsMeant('auth'));
    expect(requirementsMeant('catalog.builder-*').length).toBeGreaterThan(3);
    expect(requirementsMeant('*').length).toBeGreaterThan(80);
  });

  test.each<[() => unknown, RegExp]>([
    [() => userOption('somebody=a@x.example:p'), /no such user: use wide=…, narrow=…, other-tenant=…/],
    [() => userOption('wide=a@x.example'), /Write wide=EMAIL:PASSWORD/],
    [() => tokenOption({})('wide=env:NOWHERE'), /variable NOWHERE is not set/],
    [() => tokenOption({})('wide=@/nowhere'), /\/nowhere cannot be read/],
    [() => tokenOption({})('wide=abc'), /wide=@FILE or wide=env:NAME/],
    [() => requirementId('auth.pkcs'), /Did you mean auth\.pkce\?/],
    [() => requirementsMeant('safty'), /no requirement safty\. Did you mean safety\?/],
    [() => requirementsMeant('auth.x*'), /no requirement auth\.x\*/],
    [() => requirementsMeant('(a+)+$'), /no requirement/],
    [() => counterexamplePath('3;0'), /3:0:1/],
    [() => reportOption('htlm=a'), /no report format htlm\. Did you mean html\?/],
    [() => reportOption('json=a', [{ format: 'html', file: 'a' }]), /cannot be in one file: a/],
    [() => reportOption('json'), /Write json=FILE/],
    [() => milliseconds('soon'), /60s/],
    [() => wholeNumber('-1'), /whole number/],
    [
      () => connectorAddress('localhost:4310/mcp'),
      /no http\(s\) address\. Did you mean http:\/\/localhost:4310\/mcp\?/,
    ],
    [
      () => connectorAddress('htps://connector.example/mcp'),
      /Did you mean http:\/\/connector\.example\/mcp\?/,
    ],
    [() => httpAddress('list'), /no http\(s\) address\. Did you mean http:\/\/list\?/],
    [() => connectorAddress('replya'), /neither an http\(s\) address nor a command\. Did you mean replay\?/],
  ])('says in one line what would be right: %s', (parse, message) => {
    expect(parse).toThrow(message);
  });
});
