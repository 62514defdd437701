import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../run.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { annotations, command } from './annotations.ts';

const verdict = (change: Partial<Verdict>): Verdict => ({
  requirement: 'safety.read-tools-read',
  check: 'safety/read-tools-read',
  severity: 'MUST',
  status: 'fail',
  message: 'a tool that reads had the effect activate',
  evidence: { calls: [], journal: [] },
  ...change,
});

describe('annotations', () => {
  test('say which entries of the baseline stop the release', () => {
    const reckoning = { known: new Map(), stale: ['catalog.title'], expired: ['auth.pkce'] };

    expect(annotations(sampleReport({ of: [], reckoning }))).toEqual([
      '::error title=auth.pkce (baseline)::The entry has expired: fix the connector, or agree on a later day.',
      '::error title=catalog.title (baseline)::The entry is stale: the requirement holds now, so take it out.',
      expect.stringMatching(/^::notice/u),
    ]);
  });

  test('show failures, then warnings, then the verdict', () => {
    const report = sampleReport({
      of: [
        verdict({ requirement: 'catalog.size', severity: 'SHOULD', status: 'warn' }),
        verdict({}),
        verdict({ requirement: 'catalog.title', status: 'pass' }),
      ],
    });

    expect(annotations(report).map((line) => line.slice(0, 48))).toEqual([
      '::error title=safety.read-tools-read (MUST)::a t',
      '::warning title=catalog.size (SHOULD)::a tool th',
      '::notice title=Conformance::one 2, level L2: 1 p',
    ]);
  });

  test('whatever a connector says, are one command each', () => {
    fc.assert(
      fc.property(hostile, (message) => {
        for (const line of annotations(sampleReport({ of: [verdict({ message })] }))) {
          expect(line).toMatch(/^::(?:error|notice) title=[^\r\n]*$/u);
        }
      }),
    );
  });

  test('give a workflow back what was said', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, message) => {
        const [, readTitle = '', readMessage = ''] =
          /^::error title=([^:,]*)::([^\r\n]*)$/u.exec(command('error', title, message)) ?? [];

        expect([unescaped(readTitle), unescaped(readMessage)]).toEqual([title, message]);
      }),
    );
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('\n', '\r', '::', '::error::', '%0A', '%', ',', ':', '::stop-commands::x'))
    .map((parts) => parts.join('')),
);

/** As the runner reads it. */
function unescaped(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
