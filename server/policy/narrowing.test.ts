import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TOOLSETS } from '../toolsets.ts';
import { offers, readNarrowing, tenantPath, type Narrowing } from './narrowing.ts';

const read = (address: string) => readNarrowing(new URL(address, 'https://mcp.example'), '/mcp');

describe('readNarrowing', () => {
  test.each<[string, Narrowing]>([
    ['/mcp', { readOnly: false }],
    ['/mcp?read_only=true', { readOnly: true }],
    ['/mcp?read_only=false', { readOnly: false }],
    ['/mcp?toolsets=knowledge', { readOnly: false, toolsets: new Set(['knowledge']) }],
    [
      '/mcp?toolsets=builder_campaigns,analyst&read_only=true',
      { readOnly: true, toolsets: new Set(['builder_campaigns', 'analyst']) },
    ],
    ['/mcp?toolsets=knowledge%2Canalyst', { readOnly: false, toolsets: new Set(['knowledge', 'analyst']) }],
    ['/mcp/t/lumenplay', { readOnly: false, tenant: 'lumenplay' }],
    [
      '/mcp/t/north_aisle-2?toolsets=explorer',
      { readOnly: false, tenant: 'north_aisle-2', toolsets: new Set(['explorer']) },
    ],
    ['/mcp?access_token=x', { readOnly: false }],
  ])('reads %s', (address, value) => {
    expect(read(address)).toStrictEqual({ ok: true, value });
  });

  test.each([
    ['/mcp?toolsets=', 'toolsets takes'],
    ['/mcp?toolsets', 'toolsets takes'],
    ['/mcp?toolsets=analyst,', 'toolsets takes'],
    ['/mcp?toolsets=Analyst', 'toolsets takes'],
    ['/mcp?toolsets=builder', 'toolsets takes'],
    ['/mcp?toolsets=analyst,__proto__', 'toolsets takes'],
    ['/mcp?toolsets=analyst&toolsets=knowledge', 'each at most once'],
    ['/mcp?toolsets=analyst&toolsets=analyst', 'each at most once'],
    ['/mcp?read_only', 'read_only takes'],
    ['/mcp?read_only=1', 'read_only takes'],
    ['/mcp?read_only=TRUE', 'read_only takes'],
    ['/mcp?read_only=true&read_only=true', 'each at most once'],
    ['/mcp?readonly=true', 'toolsets and read_only'],
    ['/mcp?tenant=lumenplay', 'toolsets and read_only'],
    ['/mcp/t/', 'one tenant id'],
    ['/mcp/t/Lumenplay', 'one tenant id'],
    ['/mcp/t/lumenplay/', 'one tenant id'],
    ['/mcp/t/lumenplay/northaisle', 'one tenant id'],
    ['/mcp/t/lumen%70lay', 'one tenant id'],
    [`/mcp/t/${'x'.repeat(65)}`, 'one tenant id'],
  ])('refuses %s and says what is allowed', (address, words) => {
    expect(read(address)).toEqual({ ok: false, failure: expect.stringContaining(words) });
  });

  test.each(['/', '/mcp/', '/mcp/t', '/mcpx', '/t/lumenplay', '/mcp/x/lumenplay'])(
    'leaves %s to others',
    (address) => {
      expect(read(address)).toBeUndefined();
    },
  );

  test('serves tenants below an endpoint at the root', () => {
    expect(tenantPath('/', 'lumenplay')).toBe('/t/lumenplay');
    expect(readNarrowing(new URL('https://mcp.example/t/lumenplay'), '/')).toMatchObject({ ok: true });
  });

  test('lists every category to whoever names one that does not exist', () => {
    const answer = read('/mcp?toolsets=x');

    for (const toolset of TOOLSETS) expect(JSON.stringify(answer)).toContain(toolset);
  });

  test('repeats nothing of what was sent, whatever it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{6,20}$/), (text) => {
        for (const address of [`/mcp?${text}=1`, `/mcp?toolsets=${text}`, `/mcp/t/${text}`])
          expect(JSON.stringify(read(address))).not.toContain(text);
      }),
    );
  });
});

describe('offers', () => {
  test('an address that only reads never offers a tool that drafts', () => {
    const tool = { kind: 'builder', toolset: 'builder_campaigns' } as const;

    expect(offers({ readOnly: false }, tool)).toBe(true);
    expect(offers({ readOnly: true }, tool)).toBe(false);
    expect(offers({ readOnly: true, toolsets: new Set(['builder_campaigns']) }, tool)).toBe(false);
  });

  test('an address never offers a tool of no category once it names categories', () => {
    const tool = { kind: 'read' } as const;

    expect(offers({ readOnly: false }, tool)).toBe(true);
    expect(offers({ readOnly: false, toolsets: new Set(TOOLSETS) }, tool)).toBe(false);
  });
});
