import * as fc from 'fast-check';
import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { htmlResponse, pageHeaders } from './page-response.ts';

const policy = (uris: readonly string[]) => pageHeaders(uris)['content-security-policy'] ?? '';

describe('pageHeaders', () => {
  test('allow nothing inline, nothing from elsewhere, and no frame', () => {
    expect(policy([])).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
  });

  test.each([
    ['https://claude.ai/api/mcp/auth_callback', 'https://claude.ai'],
    ['http://127.0.0.1:33418/callback?x=1', 'http://127.0.0.1:33418'],
    ['http://[::1]:33418/callback', 'http:'],
    ['cursor://anysphere.cursor-mcp/oauth', 'cursor:'],
  ])('let a form lead to %s', (uri, source) => {
    expect(policy([uri])).toContain(`form-action 'self' ${source};`);
  });

  test('keep their directives whatever they are given', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.webUrl(),
            fc.string().map((text) => `x:${text}`),
          ),
        ),
        (uris) => {
          const names = policy(uris)
            .split(';')
            .map((directive) => directive.trim().split(' ')[0]);

          expect(names).toEqual(
            ['default', 'style', 'script', 'img']
              .map((name) => `${name}-src`)
              .concat('form-action', 'frame-ancestors', 'base-uri'),
          );
          expect(policy(uris)).not.toMatch(/[\r\n,]|unsafe/);
        },
      ),
      {
        examples: [
          [['https://a.example;script-src *', "javascript:'unsafe-inline'", 'x;y:z', 'https://a,b/']],
        ],
      },
    );
  });
});

describe('htmlResponse', () => {
  test('adds the headers given to those of a page', async () => {
    const answer = await htmlResponse(html`<p>${'<&>'}</p>`, { status: 404, headers: { 'x-more': '1' } });

    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('<p>&lt;&amp;&gt;</p>');
    expect(answer.headers.get('x-more')).toBe('1');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });
});
