import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedirectPolicy } from './redirect-policy.ts';

const redirectKind = createRedirectPolicy(['https://tools.example/callback']);

/** One of these, or anything short. */
function pieces(...texts: string[]): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 3 }));
}

describe('redirect policy', () => {
  test.each([
    'https://claude.ai/api/mcp/auth_callback',
    'https://claude.com/api/mcp/auth_callback',
    'https://tools.example/callback',
  ])('lists %s', (uri) => {
    expect(redirectKind(uri)).toBe('listed');
  });

  test.each([
    'http://127.0.0.1/',
    'http://127.0.0.1',
    'http://127.0.0.1:33418/',
    'http://127.0.0.1:6276/oauth/callback',
    'http://localhost:6274/oauth/callback/debug',
    'http://localhost:65535/callback',
    'http://[::1]:8080/cb',
  ])('takes %s for a program on this computer', (uri) => {
    expect(redirectKind(uri)).toBe('loopback');
  });

  test.each([
    'https://claude.ai/api/mcp/auth_callback/',
    'https://claude.ai/api/mcp/auth_callback?x=1',
    'https://claude.ai:443/api/mcp/auth_callback',
    'https://CLAUDE.ai/api/mcp/auth_callback',
    'https://claude.ai/api/mcp/../mcp/auth_callback',
    'https://claude.ai/api/mcp/auth%5Fcallback',
    'http://claude.ai/api/mcp/auth_callback',
    'https://claude.ai.evil.example/api/mcp/auth_callback',
    'https://vscode.dev/redirect',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'https://127.0.0.1/callback',
    'http://127.1/callback',
    'http://2130706433/callback',
    'http://127.0.0.1:0/callback',
    'http://127.0.0.1:65536/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://localhost/a/../b',
    'http://localhost/callback?next=1',
    '',
  ])('does not know %s', (uri) => {
    expect(redirectKind(uri)).toBe('foreign');
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://127.0.0.1:1@evil.example/',
    'https://user@claude.ai/api/mcp/auth_callback',
    'http://localhost/callback#fragment',
    'https://claude.ai\\@evil.example/',
    'http://localhost/a\r\nLocation: https://evil.example',
    ' http://localhost/callback',
  ])('finds %j harmful', (uri) => {
    expect(redirectKind(uri)).toBe('dangerous');
  });

  test('lets no address through whose host is neither listed nor this computer', () => {
    const allowed = ['claude.ai', 'claude.com', 'tools.example', '127.0.0.1', 'localhost', '[::1]'];
    const address = fc
      .tuple(
        pieces('http://', 'https://', 'http:', 'https:\\\\'),
        pieces('', 'claude.ai@', 'localhost:80@', '127.0.0.1\\@'),
        pieces('claude.ai', 'localhost', '127.0.0.1', '[::1]', 'evil.example', 'claude.ai.evil.example'),
        pieces('', ':443', ':8080', '.evil.example', '@evil.example'),
        pieces('', '/', '/api/mcp/auth_callback', '/callback', '/..', '?x', '#x'),
      )
      .map((parts) => parts.join(''));

    fc.assert(
      fc.property(address, (uri) => {
        const isRefused = ['foreign', 'dangerous'].includes(redirectKind(uri));
        expect(isRefused || allowed.includes(new URL(uri).hostname)).toBe(true);
      }),
    );
  });
});
