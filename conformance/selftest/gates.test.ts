import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { HIDINGS } from '../define.ts';
import { discoverChecks } from '../discover.ts';
import { AREAS, areaOf } from '../ledger/requirement.ts';
import { requirementsPage } from '../ledger/requirements-page.ts';
import { notBinding } from '../requirements/not-binding.ts';
import { isRequirementId, REQUIREMENTS } from '../ledger/requirements.ts';
import { sentenceHash, sentencesOf } from '../ledger/seed-sentences.ts';
import { sourcesOf } from '../ledger/source.ts';

const PAGE = fileURLToPath(new URL('../../../shared/seed/optimove-mcp-connector.md', import.meta.url));
const checks = await discoverChecks();

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('requirements', () => {
  test('have ids of their own, in a known area', () => {
    expect(repeated(REQUIREMENTS.map(({ id }) => id))).toEqual([]);
    for (const row of REQUIREMENTS) {
      expect(row.id).toMatch(/^[a-z]+\.[a-z]+(-[a-z0-9]+)*$/);
      expect(() => areaOf(row)).not.toThrow();
    }
  });

  test('are at least 120, and no two say the same', () => {
    const plain = REQUIREMENTS.map(({ clause }) => clause.toLowerCase().replaceAll(/\W+/g, ' '));

    expect(REQUIREMENTS.length).toBeGreaterThanOrEqual(120);
    expect(repeated(plain)).toEqual([]);
  });

  test('come from published sentences, by hash, or from a section of a standard that can be looked up', () => {
    const baseless = REQUIREMENTS.filter(
      ({ section, sentence_sha256: hashes }) => hashes.length === 0 && sourcesOf(section) === null,
    );
    const malformed = REQUIREMENTS.flatMap(({ sentence_sha256: hashes }): readonly string[] => hashes).filter(
      (hash) => !/^[0-9a-f]{64}$/.test(hash),
    );

    expect({ baseless, malformed }).toEqual({ baseless: [], malformed: [] });
  });

  test('are each judged by a check, or deferred with a reason that names what would be needed', () => {
    const judged = new Set<string>(checks.map(({ check }) => check.requirement));
    const open = REQUIREMENTS.filter(({ id, deferred }) => !judged.has(id) && (deferred ?? '').length < 30);
    const both = REQUIREMENTS.filter(({ id, deferred }) => judged.has(id) && deferred !== undefined);

    expect({ open, both }).toEqual({ open: [], both: [] });
  });
});

describe('checks', () => {
  test('judge requirements that there are, from a file in their area', () => {
    const misplaced = checks.filter(
      ({ id, check }) =>
        !isRequirementId(check.requirement) || !check.requirement.startsWith(`${id.split('/')[0]}.`),
    );

    expect(misplaced).toEqual([]);
  });

  test('each have a saboteur, which says what it breaks and what its discovery looks like', () => {
    const unproven = checks.filter(({ check }) => {
      const breaks = check.saboteurs.map((saboteur) => saboteur.breaks);
      return breaks.length === 0 || breaks.includes('') || repeated(breaks).length > 0;
    });
    const satisfiedByNothing = checks.filter(({ check }) =>
      check.saboteurs.some(({ caught }) => caught.test('')),
    );

    expect({ unproven, satisfiedByNothing }).toEqual({ unproven: [], satisfiedByNothing: [] });
  });
});

describe('saboteurs', () => {
  test('hide in every way that a broken connector can', () => {
    const hidings = checks.flatMap(({ check }) => check.saboteurs.flatMap(({ hides }) => hides ?? []));

    expect([...new Set(hidings)].toSorted()).toEqual(HIDINGS.toSorted());
  });
});

describe('proofs', () => {
  test('of every area run in a test file of their own', () => {
    const files = globSync('areas/*.test.ts', { cwd: import.meta.dirname }).toSorted();

    expect(files).toEqual(AREAS.map((area) => `areas/${area}.test.ts`).toSorted());
    for (const [index, file] of files.entries()) {
      const area = AREAS.toSorted()[index];
      expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain(`proveArea('${area}')`);
    }
  });
});

function publishedSentences(context: TestContext): string[] {
  if (existsSync(PAGE)) return sentencesOf(readFileSync(PAGE, 'utf8'));
  return context.skip(
    `the published page is not at hand: ${PAGE} does not exist, so its sentences were not compared`,
  );
}

describe('docs/requirements.md', () => {
  test('shows every requirement as it is, and what judges it (npm run docs)', () => {
    const published = readFileSync(
      fileURLToPath(new URL('../../docs/requirements.md', import.meta.url)),
      'utf8',
    );

    expect(published).toBe(requirementsPage(checks));
  });
});

describe('the published page', () => {
  const bound = REQUIREMENTS.flatMap(({ sentence_sha256: hashes }): readonly string[] => hashes);
  const free = notBinding.map(({ sentence_sha256: hash }) => hash);

  test('has no sentence without a requirement or a reason why it binds nobody', (context) => {
    const unknown = publishedSentences(context).filter(
      (sentence) => ![...bound, ...free].includes(sentenceHash(sentence)),
    );

    expect(unknown).toEqual([]);
  });

  test('still has every sentence that a row refers to', (context) => {
    const published = new Set(publishedSentences(context).map(sentenceHash));

    expect([...bound, ...free].filter((hash) => !published.has(hash))).toEqual([]);
  });

  test('is copied nowhere: clauses are in our own words', (context) => {
    const clauses = REQUIREMENTS.map(({ clause }) => clause.toLowerCase());
    const copied = publishedSentences(context).filter((sentence) => {
      const text = sentence.replace(/^[^:]{0,30}: /, '').toLowerCase();
      return text.length > 25 && clauses.some((clause) => clause.includes(text) || text.includes(clause));
    });

    expect(copied).toEqual([]);
  });

  test('has no sentence that is both binding and not', () => {
    expect(bound.filter((hash) => free.includes(hash))).toEqual([]);
    expect(repeated(free)).toEqual([]);
  });
});
