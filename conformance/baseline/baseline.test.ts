import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Verdict } from '../run.ts';
import { baselineSchema, BASELINE_SCHEMA, reckon } from './baseline.ts';
import { readBaseline } from './read-baseline.ts';
import { baselineText } from './write-baseline.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const TODAY = '2026-11-23';
const entry = { requirement: 'auth.pkce', reason: 'ticket 7', owner: 'team', expires: '2026-11-23' };

function verdict(requirement: string, status: Verdict['status']): Verdict {
  return {
    requirement,
    check: requirement,
    severity: 'MUST',
    status,
    message: '',
    evidence: { calls: [], journal: [] },
  };
}

function fileWith(content: unknown): string {
  const file = join(temporaryFolder(), 'baseline.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('a baseline', () => {
  test('has the published form', () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../baseline.v1.schema.json', import.meta.url), 'utf8'),
    );

    expect(published).toEqual(z.toJSONSchema(baselineSchema));
  });

  test('covers a failure up to the last day of its entry', () => {
    const run = [verdict('auth.pkce', 'fail')];

    expect([...reckon(run, [entry], TODAY).known.keys()]).toEqual(['auth.pkce']);
    expect(reckon(run, [entry], '2026-11-24')).toMatchObject({ known: new Map(), expired: ['auth.pkce'] });
  });

  test('is stale where all holds by now, and says nothing of what was not judged', () => {
    expect(reckon([verdict('auth.pkce', 'pass')], [entry], TODAY).stale).toEqual(['auth.pkce']);
    expect(
      reckon([verdict('auth.pkce', 'pass'), verdict('auth.pkce', 'fail')], [entry], TODAY).stale,
    ).toEqual([]);
    expect(reckon([verdict('auth.pkce', 'not_tested')], [entry], TODAY).stale).toEqual([]);
    expect(reckon([verdict('auth.consent', 'fail')], [entry], '2027-01-01')).toEqual({
      known: new Map(),
      stale: [],
      expired: [],
    });
  });

  test('is written from what fails now, safety aside, and keeps the words that it had', () => {
    const run = [
      verdict('auth.pkce', 'fail'),
      verdict('auth.consent', 'fail'),
      verdict('safety.no-send', 'fail'),
      verdict('catalog.size', 'warn'),
      verdict('data.live', 'pass'),
    ];

    expect(JSON.parse(baselineText(run, [entry], TODAY))).toEqual({
      schema: BASELINE_SCHEMA,
      known: [{ requirement: 'auth.consent', reason: '', owner: '', expires: '2026-12-23' }, entry],
    });
  });
});

describe('reading a baseline', () => {
  test('gives its entries', () => {
    expect(readBaseline(fileWith({ schema: BASELINE_SCHEMA, known: [entry] }))).toEqual([entry]);
  });

  test.each([
    [
      'an entry about safety',
      [{ ...entry, requirement: 'safety.no-send' }],
      /safety, which no baseline covers/,
    ],
    ['a requirement that is none', [{ ...entry, requirement: 'auth.pkcs' }], /Did you mean auth\.pkce\?/],
    ['no reason', [{ ...entry, reason: ' ' }], /known\.0\.reason/],
    ['no owner', [{ ...entry, owner: '' }], /known\.0\.owner/],
    ['a day that is none', [{ ...entry, expires: '2026-02-31' }], /known\.0\.expires/],
    ['an entry twice', [entry, entry], /stands there twice/],
  ])('refuses %s in one line', (_, known, message) => {
    const file = fileWith({ schema: BASELINE_SCHEMA, known });

    expect(() => readBaseline(file)).toThrow(message);
    expect(() => readBaseline(file)).toThrow(/^[^\n]*$/u);
  });

  test.each([
    ['no JSON', 'known:', /is not JSON/],
    ['another form', { schema: 'else', known: [] }, /is not a baseline: schema/],
    ['members that mean nothing', { schema: BASELINE_SCHEMA, known: [], exempt: true }, /Unrecognized key/],
  ])('refuses a file with %s', (_, content, message) => {
    expect(() => readBaseline(fileWith(content))).toThrow(message);
    expect(() => readBaseline('/nowhere')).toThrow(/cannot be read/);
  });
});
