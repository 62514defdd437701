import { stripVTControlCharacters } from 'node:util';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { Matrix, Row } from '../../selftest/matrix.ts';
import type { SaboteurProof } from '../../selftest/proofs.ts';
import { matrixHtml } from './html.ts';
import { matrixJson } from './json.ts';
import { matrixMarkdown } from './markdown.ts';
import { matrixText } from './text.ts';

const accepts = { breaks: 'keeps every requirement', seen: 'fine', broken: null };
const caught: SaboteurProof = {
  breaks: 'takes | any <token>',
  seen: 'it got 200',
  broken: null,
  hides: 'retry',
  acts: 2,
  noticed: ['data.live'],
};
const row: Row = {
  requirement: 'auth.pkce',
  severity: 'MUST',
  level: 'L1',
  clause: 'No code without PKCE.',
  accepts: [accepts],
  saboteurs: [caught],
};
const missed: Row = {
  ...row,
  requirement: 'auth.scopes',
  saboteurs: [
    caught,
    { ...caught, broken: 'it got pass, not fail: all is well', hides: null, noticed: null },
  ],
};
const unjudged: Row = { ...row, requirement: 'limits.result-cap', accepts: [], saboteurs: [] };
const matrix: Matrix = {
  rows: [row, missed, unjudged],
  degenerates: [
    { breaks: 'offers no tools', seen: 'exit code 1', broken: null, rejected: ['liveness.reads'] },
  ],
  deferred: ['auth.at-rest'],
};

describe('the matrix', () => {
  test('shows in a terminal each requirement, what is broken and why, and what it comes to', () => {
    const text = stripVTControlCharacters(matrixText(matrix, 1.25));

    expect(text).toMatch(/✓ auth\.pkce +MUST +L1 +✓ +1\/1 +retry +also seen by data\.live$/m);
    expect(text).toMatch(/✗ auth\.scopes +MUST +L1 +✓ +1\/2/);
    expect(text).toContain('BROKEN auth.scopes: a connector that takes | any <token>: it got pass, not fail');
    expect(text).toContain('BROKEN limits.result-cap: no check with a saboteur judges it');
    expect(text).toContain('one that offers no tools: exit code 1, by liveness.reads');
    expect(text).toContain('1 of 3 MUSTs and 1 of 3 requirements proven, 1 deferred\n2 of 3 saboteurs');
    expect(text).toMatch(/2 broken, 1\.3 s$/);
  });

  test('stays a table in Markdown, whatever the saboteurs say', () => {
    const lines = matrixMarkdown(matrix).split('\n');

    expect(lines.find((line) => line.includes('auth.pkce'))).toBe(
      String.raw`| ✓ | ${'`auth.pkce`'} | MUST | ✓ takes \| any \<token\> *(hides: retry)* (also seen by data.live) |`,
    );
  });

  test('is a page of its own: what saboteurs say is text, and every mark has a word', async () => {
    const page = parse(await matrixHtml(matrix));

    expect(page.querySelectorAll('script, link, img, token')).toEqual([]);
    expect(page.querySelector('header p')?.text.trim()).toBe('✗ 2 proofs are broken');
    expect(page.querySelectorAll('details').map((row) => row.querySelector('code')?.text)).toEqual([
      'auth.pkce',
      'auth.scopes',
      'limits.result-cap',
    ]);
    expect(page.querySelector('details p b + .tag')?.text).toBe('hides: retry');
    expect(page.querySelectorAll('rect title').map(({ text }) => text)).toContain(
      'data.live notices a connector that takes | any <token>',
    );
  });

  test('is read back from JSON with its totals', () => {
    expect(JSON.parse(matrixJson(matrix))).toMatchObject({
      totals: { requirements: { proven: 1, of: 3 }, degenerates: { proven: 1, of: 1 } },
      rows: [{ requirement: 'auth.pkce' }, {}, {}],
    });
  });
});
