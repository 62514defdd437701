import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldResource } from './resource-indicator.ts';

const RESOURCE = 'https://mcp.example/mcp';

describe('folding of a resource', () => {
  test.each([
    RESOURCE,
    'https://mcp.example/mcp/',
    'HTTPS://MCP.example/mcp',
    'https://mcp.example:443/mcp',
    'https://mcp.example/mcp/t/lumenplay',
  ])('takes %s for the same', (given) => {
    expect(foldResource(given, RESOURCE)).toBe(RESOURCE);
  });

  test.each([
    'http://mcp.example/mcp',
    'https://mcp.example/MCP',
    'https://mcp.example/mcp//',
    'https://mcp.example/mcp?x',
    'https://mcp.example/mcp#x',
    'https://mcp.example/mcp/lumenplay',
    'https://mcp.example/mcp/t/',
    'https://mcp.example/mcp/t/a/b',
    'https://mcp.example/mcp/t/a?x',
    'https://mcp.example/mcp?x=/t/a',
    'https://mcp.example.evil.example/mcp/t/a',
    'https://user@mcp.example/mcp',
    'https://mcp.example/',
    'https://mcp.example.evil.example/mcp',
    '/mcp',
    '',
  ])('leaves %j as it is', (given) => {
    expect(foldResource(given, RESOURCE)).toBe(given);
  });

  test('changes nothing the second time, for any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isBelow) => {
        const given = isBelow ? RESOURCE + text : text;
        const once = foldResource(given, RESOURCE);
        expect(foldResource(once, RESOURCE)).toBe(once);
      }),
    );
  });
});
