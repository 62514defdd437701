import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audiencePage, readingOf } from './testing/audience-page.ts';
import { LESSONS } from './testing/lessons.ts';
import { judgeCorpus } from './testing/measure-corpus.ts';

const judged = judgeCorpus();

describe('the corpus of descriptions', () => {
  test('has at least 250, of which at least 60 must be refused and 40 were written before and 120 by a stranger', () => {
    expect(judged.length).toBeGreaterThanOrEqual(250);
    expect(judged.filter(({ entry }) => entry.tree === undefined).length).toBeGreaterThanOrEqual(60);
    expect(judged.filter(({ entry }) => entry.held_out === true).length).toBeGreaterThanOrEqual(40);
    expect(judged.filter(({ entry }) => entry.held_out === 'stranger')).toHaveLength(120);
    expect(
      judged.filter(({ entry }) => (entry.tree === undefined) === (entry.refused === undefined)),
    ).toEqual([]);
    expect(new Set(judged.map(({ entry }) => `${entry.tenant} ${entry.text}`)).size).toBe(judged.length);
  });

  test('is never read as a tree that is not meant', () => {
    expect(judged.filter(({ verdict }) => verdict === 'wrong').map(({ entry }) => entry.text)).toEqual([]);
  });

  test('is read as expected in at least 95 of 100', () => {
    expect(judged.filter(({ verdict }) => verdict === 'right').length / judged.length).toBeGreaterThanOrEqual(
      0.95,
    );
  });
});

describe('docs/audience-language.md', () => {
  test('says what the grammar does now', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/audience-language.md'), 'utf8');

    expect(squeezed(page)).toBe(squeezed(audiencePage(judged)));
  });

  test('teaches with examples of which most are read and some are refused', () => {
    const readings = LESSONS.flatMap(({ examples }) => examples).map(readingOf);
    const refused = readings.filter((reading) => reading.startsWith('refused'));

    expect(refused.length).toBeGreaterThan(5);
    expect(refused.length).toBeLessThan(readings.length / 3);
  });
});

/** The formatter pads tables. */
function squeezed(text: string): string {
  return text.replaceAll(/ +/gu, ' ').replaceAll(/-{3,}/gu, '---');
}
