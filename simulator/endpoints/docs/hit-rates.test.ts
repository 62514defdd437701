import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hitRatesPage, measureHitRates } from './hit-rates.ts';

describe('the search in the documentation', () => {
  const rates = measureHitRates();

  test(`finds the answer first for ${rates.top_1} and among three for ${rates.top_3} of the questions`, () => {
    expect(rates.questions).toBeGreaterThanOrEqual(80);
    expect(rates.top_1).toBeGreaterThanOrEqual(0.85);
    expect(rates.top_3).toBeGreaterThanOrEqual(0.97);
  });

  test('is as docs/knowledge.md says (node simulator/endpoints/docs/write-hit-rates.ts)', () => {
    const published = readFileSync(join(import.meta.dirname, '../../../docs/knowledge.md'), 'utf8');

    expect(published).toBe(hitRatesPage(rates));
  });
});
