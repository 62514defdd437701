import * as fc from 'fast-check';
import { html } from 'hono/html';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { demoWorld } from '../console/testing/visit.ts';
import { layout } from './layout.ts';

const world = demoWorld();
const page = async (title: string) =>
  parse(String(await layout({ title, world, width: 'narrow', body: html`<h1>${title}</h1>` })));

describe('layout', () => {
  test('says on every page that this is a simulator, and when', async () => {
    const band = (await page('Sign in')).querySelector('.band')?.text.replaceAll(/\s+/g, ' ');

    expect(band).toContain('Simulator demo world seed 1 clock stopped at 22 Nov 2026 14:04 (UTC)');
  });

  test('has its landmarks, and a link that skips to the main one', async () => {
    const found = await page('Sign in');

    expect(found.querySelector('html')?.getAttribute('lang')).toBe('en');
    expect(found.querySelector('body > a')?.getAttribute('href')).toBe('#main');
    expect(found.querySelectorAll('header, main#main')).toHaveLength(2);
  });

  test('shows any title as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (title) => {
        const found = await page(title);

        expect(found.querySelectorAll('script')).toHaveLength(1);
        expect(found.querySelectorAll('h1 *, title *')).toEqual([]);
        expect(found.querySelector('title')?.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/u);
      }),
      { examples: [['</title><script>alert(1)</script>'], ['" onload="x'], ['evil\u202Egnp.exe\u2066']] },
    );
  });
});
