import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleReport } from '../testing/sample-report.ts';
import { replayLine } from './replay-line.ts';
import { reportSchema } from './report.ts';

const published: unknown = JSON.parse(
  readFileSync(new URL('../report.v1.schema.json', import.meta.url), 'utf8'),
);
const report = sampleReport();

describe('the JSON report', () => {
  test('has the published form', () => {
    expect(published).toEqual(z.toJSONSchema(reportSchema));
    expect(
      new AjvJsonSchemaValidator().getValidator(z.record(z.string(), z.unknown()).parse(published))(report),
    ).toMatchObject({ valid: true });
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test('counts, and can be read without this repository', () => {
    expect(report).toMatchObject({
      outcome: 'violated',
      totals: { pass: 1, fail: 2, warn: 1, not_tested: 2, known: 0 },
    });
    expect(report.results[2]).toMatchObject({
      clause: expect.stringContaining('activate'),
      section: 'Safe-write tools',
      level: 'L2',
      evidence: { seed: 9, path: '3:1', journal: [{ effect: 'activate' }] },
      replay:
        'npm run conformance -- --only safety.no-activation --seed 9 --path 3:1 --user wide=a@b.test:"$WIDE_PASSWORD" https://mcp.test/mcp',
    });
  });

  test('marks what the baseline covers, which violates nothing', () => {
    const entry = { requirement: 'auth.pkce', reason: 'ticket 7', owner: 'team', expires: '2026-12-01' };
    const known = sampleReport({
      of: [
        {
          requirement: 'auth.pkce',
          check: 'auth/pkce',
          severity: 'MUST',
          status: 'fail',
          message: 'no',
          evidence: { calls: [], journal: [] },
        },
      ],
      reckoning: { known: new Map([['auth.pkce', entry]]), stale: [], expired: [] },
    });

    expect(known).toMatchObject({
      outcome: 'holds',
      totals: { fail: 1, known: 1 },
      results: [{ status: 'fail', known: { reason: 'ticket 7' } }],
    });
  });
});

describe('the replay line', () => {
  test('gives a shell the words that it was made of, whatever is in them', () => {
    const text = fc.string({ minLength: 1, maxLength: 30 }).filter((word) => !word.includes('\0'));
    fc.assert(
      fc.property(text, text, text, (email, url, control) => {
        const line = replayLine({
          requirement: 'auth.pkce',
          seed: 1,
          runs: 7,
          path: null,
          reached: { url, control, people: { wide: `a${email}`, narrow: 'env:NARROW_TOKEN' } },
        });
        const words = execFileSync(
          'sh',
          ['-c', line.replace('npm run conformance --', String.raw`printf '%s\0'`)],
          {
            env: { WIDE_PASSWORD: 'open sesame' },
            encoding: 'utf8',
          },
        );
        expect(words.split('\0').slice(0, -1)).toEqual([
          '--only',
          'auth.pkce',
          '--seed',
          '1',
          '--runs',
          '7',
          '--user',
          `wide=a${email}:open sesame`,
          '--token',
          'narrow=env:NARROW_TOKEN',
          '--control',
          control,
          url,
        ]);
      }),
      { numRuns: 40 },
    );
  });
});
