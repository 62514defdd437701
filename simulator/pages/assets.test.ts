import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { assetResponse, assets, stylesheet } from './assets.ts';

describe('assets', () => {
  test.each(assets.map(({ path }) => [path]))(
    '%s may be kept for ever, since its path is its content',
    async (path) => {
      const answer = assetResponse(path);
      const body = (await answer?.text()) ?? '';

      expect(path).toContain(createHash('sha256').update(body).digest('hex').slice(0, 16));
      expect(answer?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    },
  );

  test('load nothing else', () => {
    expect(assets.map(({ body }) => body.replaceAll('http://www.w3.org/2000/svg', '')).join()).not.toMatch(
      /url\(|@import|https?:|fetch\(|import\(/,
    );
  });

  test('leave any other path to others', () => {
    expect(assetResponse('/assets/0.css')).toBeNull();
    expect(stylesheet.path).toMatch(/^\/assets\/[0-9a-f]{16}\.css$/);
  });
});
