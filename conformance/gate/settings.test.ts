import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGateSettings } from './settings.ts';

const REPORTS = { GATE_REPORTS: '/tmp/reports' };
const TEXTS = ['control', 'only', 'baseline', 'seed', 'runs', 'budget'];

describe('the settings of the gate', () => {
  test('are the options of the conformance command', () => {
    const { args, level } = readGateSettings({
      ...REPORTS,
      GATE_URL: 'https://connector.example/mcp',
      GATE_CONTROL: '',
      GATE_ONLY: 'auth.pkce',
      GATE_USERS: 'wide=WIDE_USER\r\n\n  narrow=NARROW_USER  ',
      GATE_TOKENS: 'other-tenant=OTHER_TOKEN',
      WIDE_USER: 'a@b.example:p:w',
      NARROW_USER: "c@d.example:'$(id)",
    });

    expect(args.filter((arg) => !arg.startsWith('--report'))).toEqual([
      '--only=auth.pkce',
      '--user=wide=a@b.example:p:w',
      "--user=narrow=c@d.example:'$(id)",
      '--token=other-tenant=env:OTHER_TOKEN',
      '--',
      'https://connector.example/mcp',
    ]);
    expect(args).toContain('--report=json=/tmp/reports/report.json');
    expect(level).toBe('L3');
  });

  test('whatever is written in an input, it stays one argument', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme', minLength: 1 }), (name, text) => {
        const { args } = readGateSettings({ ...REPORTS, [`GATE_${name.toUpperCase()}`]: text });

        expect(args.filter((arg) => !arg.startsWith('--report='))).toEqual([`--${name}=${text}`]);
      }),
    );
  });

  test.each([
    [{ GATE_USERS: 'wide=$(touch pwned)' }, /Each line of users and tokens is wide, narrow, other-tenant =/u],
    [{ GATE_USERS: 'wide=NOT_SET' }, /The variable NOT_SET is not set/u],
    [{ GATE_TOKENS: 'somebody=TOKEN', TOKEN: 'x' }, /Each line of users and tokens/u],
    [{ GATE_LEVEL: 'L4' }, /GATE_LEVEL/u],
    [{ GATE_REPORTS: '' }, /GATE_REPORTS/u],
  ])('of %j are refused in one line', (environment, complaint) => {
    expect(() => readGateSettings({ ...REPORTS, ...environment })).toThrow(complaint);
    expect(() => readGateSettings({ ...REPORTS, ...environment })).not.toThrow(/\n/u);
  });
});
