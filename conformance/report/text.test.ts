import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { sampleReport, verdicts } from '../testing/sample-report.ts';
import type { Verdict } from '../run.ts';
import { REQUIREMENTS } from '../ledger/requirements.ts';
import { showProgress } from './progress.ts';
import { verdictText } from './text.ts';

const OBEYED = ['\u0000', '\u001B', '\u202E'];
const plain = (...args: Parameters<typeof verdictText>) => stripVTControlCharacters(verdictText(...args));

const fails = (requirement: string, check: string): Verdict => ({
  requirement,
  check,
  severity: 'MUST',
  status: 'fail',
  message: 'seen',
  evidence: { calls: [], journal: [] },
});

describe('the verdict in the terminal', () => {
  const text = plain(sampleReport(), { columns: 100, rows: 40 });

  test('says what failed, what was seen, and how to see it again, safety before all else', () => {
    expect(text).toMatch(/FAIL safety\.no-activation MUST, Safe-write tools\n {2}seen {2}a <b>/u);
    expect(text).toContain('again npm run conformance -- --only safety.no-activation --seed 9');
    expect(text).toContain('did   activate activate');
    expect(text.indexOf('FAIL safety')).toBeLessThan(text.indexOf('FAIL auth'));
  });

  test('counts requirements, not checks, and shows permissions before the form of messages', () => {
    const of = [
      fails('auth.pkce', 'a'),
      fails('permissions.inherited', 'b'),
      fails('permissions.inherited', 'c'),
    ];
    const screen = plain(sampleReport({ of }), { columns: 100, rows: 40 });

    expect(screen.split('\n').at(-1)).toBe('Violated at level L2: 2 requirements not met');
    expect(screen.indexOf('FAIL permissions')).toBeLessThan(screen.indexOf('FAIL auth'));
  });

  test('counts by area, and ends with the verdict in words', () => {
    expect(text).toMatch(/^catalog +1 +· +1 +·$/mu);
    expect(text.split('\n').at(-1)).toBe('Violated at level L2: 2 requirements not met');
  });

  test('names what could not be judged, by reason', () => {
    expect(text).toMatch(/not tested\n +1 {2}a <b>/u);
    expect(text).toContain('1  deferred: no check can observe them');
  });

  test('shows nothing that a terminal would obey', () => {
    expect(OBEYED.filter((character) => text.includes(character))).toEqual([]);
    expect(text).toContain(String.raw`\u202eevil`);
  });

  test('fits one screen, however much there is to tell, with at least one failure', () => {
    const kinds = fc.constantFrom<Verdict['status']>('pass', 'fail', 'warn', 'not_tested');
    const all = fc.array(fc.tuple(kinds, fc.string({ maxLength: 300 })), {
      minLength: REQUIREMENTS.length,
      maxLength: REQUIREMENTS.length,
    });
    fc.assert(
      fc.property(all, fc.integer({ min: 24, max: 60 }), (drawn, rows) => {
        const of = REQUIREMENTS.map(({ id, keyword }, index): Verdict => ({
          requirement: id,
          check: `check/${index}`,
          severity: keyword,
          status: drawn[index]?.[0] ?? 'pass',
          message: drawn[index]?.[1] ?? '',
          evidence: { calls: [], journal: [] },
        }));
        const screen = plain(sampleReport({ of }), { columns: 100, rows });
        const used = screen.split('\n').map((line) => Math.max(1, Math.ceil(line.length / 100)));
        expect(used.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(rows);
        expect(screen.includes('FAIL')).toBe(drawn.some(([status]) => status === 'fail'));
      }),
    );
  });

  test('has no colours where nobody wants them', () => {
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', '1');

    expect(verdictText(sampleReport(), { columns: 100, rows: 40 })).not.toContain('\u001B');
  });
});

/** What a run of the sample shows while it goes on. */
function shown(live: boolean): string {
  const notes: string[] = [];
  const progress = showProgress({
    note: (text) => notes.push(text),
    screen: { columns: 100, rows: 40, live },
  });
  for (const [done, verdict] of verdicts.entries()) {
    progress.starts(verdict.requirement, done, verdicts.length);
    for (let sequence = 0; sequence < 10; sequence += 1) progress.sequenceRan();
    progress.judged(verdict);
  }
  expect(progress.ends()).toBe(10 * verdicts.length);
  return stripVTControlCharacters(notes.join(''));
}

describe('the progress of a run', () => {
  test('is a mark for each verdict where there is no terminal', () => {
    expect(shown(false)).toBe(
      'catalog      .\nauth         F\nsafety       F\ncatalog      w\npermissions  -\n\n',
    );
  });

  test('is one live line on a terminal: which requirement, how many of how many, sequences so far', () => {
    const lines = shown(true);

    expect(lines).not.toContain('\n');
    expect(lines.split('\r')).toContain('3 of 6  safety.no-activation · 25 sequences');
    expect(lines.endsWith('\r')).toBe(true);
  });
});
