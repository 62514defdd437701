import { describe, expect, test } from 'vitest';
import { sourcesOf } from './source.ts';

describe('sourcesOf', () => {
  test.each([
    ['RFC 6750, section 3.1', 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
    ['RFC 8725, sections 2.1 and 3.1', 'https://www.rfc-editor.org/rfc/rfc8725#section-2.1'],
    ['RFC 7636', 'https://www.rfc-editor.org/rfc/rfc7636'],
    ['OAuth 2.1, section 4.3.1', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-4.3.1'],
    [
      'MCP 2026-07-28, Tools: Error Handling',
      'https://modelcontextprotocol.io/specification/2026-07-28/server/tools#error-handling',
    ],
    ['MCP 2025-11-25, Lifecycle', 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle'],
    ['House rule: leave room', null],
  ])('%s can be read at %s', (name, url) => {
    expect(sourcesOf(name)).toEqual([{ name, url }]);
  });

  test('takes each standard of a list for itself', () => {
    expect(sourcesOf('RFC 6750, section 3.1; RFC 9728, section 5.1')?.map(({ name }) => name)).toEqual([
      'RFC 6750, section 3.1',
      'RFC 9728, section 5.1',
    ]);
  });

  test.each(['Safe-write tools', 'RFC', 'RFC 6750; common sense', 'House rule: ', 'MCP'])(
    'knows no standard called "%s"',
    (name) => {
      expect(sourcesOf(name)).toBeNull();
    },
  );
});
