import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import { create } from 'xmlbuilder2';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Verdict } from '../run.ts';
import { junit } from './junit.ts';
import { reportOf, reportSchema } from './report.ts';
import { progress, verdictText } from './text.ts';

const published: unknown = JSON.parse(
  readFileSync(new URL('../report.v1.schema.json', import.meta.url), 'utf8'),
);

const OBEYED = ['\u0000', '\u001b', '\u202E'];
const HOSTILE = 'a <b> & "c" \u0000 \u001b[31m \u202Eevil \uD800';
const nothing = { calls: [], journal: [] };
const entry = {
  seq: 1,
  time: '',
  endpoint: 'activate',
  method: 'POST',
  path: '/x',
  effect: 'activate',
  tenant_id: null,
  user_id: null,
  client_id: null,
  scopes: [],
  status: 200,
};
const verdicts: Verdict[] = [
  {
    requirement: 'catalog.title',
    check: 'catalog/title',
    severity: 'MUST',
    status: 'pass',
    message: '17 titles',
    evidence: nothing,
  },
  {
    requirement: 'safety.no-activation',
    check: 'safety/no-activation',
    severity: 'MUST',
    status: 'fail',
    message: HOSTILE,
    evidence: {
      calls: [
        { as: 'wide', request: 'tools/call t', arguments: { id: HOSTILE }, status: 200, answer: HOSTILE },
      ],
      journal: [entry],
      path: '3:1',
    },
  },
  {
    requirement: 'catalog.size',
    check: 'catalog/size',
    severity: 'SHOULD',
    status: 'warn',
    message: 'large',
    evidence: nothing,
  },
  {
    requirement: 'privacy.region',
    check: 'deferred',
    severity: 'MUST',
    status: 'not_tested',
    message: 'deferred: no',
    evidence: nothing,
  },
];
const report = reportOf(verdicts, {
  connector: { url: 'https://mcp.test/mcp', name: 'one', version: '2' },
  level: 'L2',
  seed: 9,
  target: ' https://mcp.test/mcp',
});

describe('the JSON report', () => {
  test('has the published form', () => {
    expect(published).toEqual(z.toJSONSchema(reportSchema));
    expect(
      new AjvJsonSchemaValidator().getValidator(z.record(z.string(), z.unknown()).parse(published))(report),
    ).toMatchObject({ valid: true });
  });

  test('counts, and says how to see each result again', () => {
    expect(report.totals).toEqual({ pass: 1, fail: 1, warn: 1, not_tested: 1 });
    expect(report.results[1]).toMatchObject({
      evidence: { seed: 9, path: '3:1', journal: [{ effect: 'activate' }] },
      replay: 'npm run conformance -- --only safety.no-activation --seed 9 https://mcp.test/mcp',
    });
  });
});

describe('the JUnit report', () => {
  test('is well-formed whatever a connector answered', () => {
    const xml = junit(report);

    expect(create(xml).end({ format: 'object' })).toMatchObject({
      testsuites: { '@tests': '4', '@failures': '1', '@skipped': '1' },
    });
    expect(OBEYED.filter((character) => xml.includes(character))).toEqual([]);
  });
});

describe('the verdict in the terminal', () => {
  const text = stripVTControlCharacters(verdictText(report, 1.25));

  test('says what failed, what was seen, and how to see it again', () => {
    expect(text).toContain('FAIL safety.no-activation (MUST, Safe-write tools)');
    expect(text).toContain('again    npm run conformance -- --only safety.no-activation --seed 9');
    expect(text).toMatch(/journal {2}activate activate/);
    expect(text.split('\n').at(-1)).toBe('1 pass, 1 fail, 1 warn, 1 not tested');
  });

  test('shows nothing that a terminal would obey', () => {
    expect(OBEYED.filter((character) => text.includes(character))).toEqual([]);
    expect(text).toContain(String.raw`\u202eevil`);
  });

  test('shows progress by area', () => {
    const marks = verdicts.map((verdict, index) =>
      progress(verdict, verdicts[index - 1]?.requirement.split('.')[0] ?? null),
    );

    expect(stripVTControlCharacters(marks.join(''))).toBe(
      'catalog      .\nsafety       F\ncatalog      w\nprivacy      -',
    );
  });
});
