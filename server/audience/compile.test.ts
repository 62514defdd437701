import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAudience } from './compile.ts';
import { piecesOf } from './phrase-key.ts';
import { DEMO_TENANTS, demoVocabulary } from './testing/demo-vocabularies.ts';
import { vocabularies } from './testing/arbitraries.ts';
import { grammarTokens } from './tokens.ts';
import { lexiconOf } from './lexicon.ts';

const lumenplay = demoVocabulary('lumenplay');
const WORDS = [
  'not',
  'and',
  'or',
  'country',
  'Germany',
  'Austria',
  ',',
  '(',
  ')',
  'deposited',
  'at least',
  '3',
  'times',
  'in the last',
  '30',
  'days',
  'who',
  'except',
  'without',
  'is',
  'one of',
  'VIP',
  'active',
  'between',
  '“',
  '”',
  '"',
  'never',
  'no',
  'opened',
  'email',
  'sum of',
  'deposit',
  'amount',
  'over',
  '500',
  'EUR',
  '%',
  'last',
  'ago',
  'neither',
  'nor',
  '1.500',
  '03/04/2026',
  'March',
  '2026',
  'in',
  '\\u{',
  '-',
];

function nested(depth: number): string {
  return `${'('.repeat(depth)}country is Germany${')'.repeat(depth)}`;
}

function failureOf(text: string) {
  const read = compileAudience(text, lumenplay);
  return read.ok ? [] : read.failure;
}

describe('compileAudience', () => {
  test('for any text, answers with criteria whose words say the same, or with phrases and what to do', () => {
    const sentence = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.oneof(sentence, fc.string({ unit: 'binary', maxLength: 2000 }), fc.string({ maxLength: 300 })),
        (text) => {
          const read = compileAudience(text, lumenplay);

          const again = read.ok ? compileAudience(read.value.words, lumenplay) : read;

          expect(again).toEqual(read);
          expect(
            read.ok ||
              (read.failure.length > 0 &&
                read.failure.every(({ reason, say }) => reason !== '' && say !== '')),
          ).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('for any text over any schema, makes no more tokens than the text has words, and stays within its length', () => {
    fc.assert(
      fc.property(vocabularies, fc.string({ unit: 'grapheme', maxLength: 2000 }), (vocabulary, text) => {
        const tokens = grammarTokens(text, lexiconOf(vocabulary), vocabulary.now);

        expect(tokens.length).toBeLessThanOrEqual(2 * piecesOf(text).length);
        expect(tokens.reduce((sum, { image }) => sum + image.length, 0)).toBeLessThanOrEqual(2 * text.length);
      }),
    );
  });

  test.each([
    ['(', 2000],
    ['not (', 400],
    ['not ', 500],
    ['“', 2000],
    ['"', 2000],
    ['\\u{', 600],
    ['or ', 600],
    [', ', 1000],
    ['in ', 600],
    ['country is Germany or ', 90],
    ['age over 18 and ', 120],
    ['1,', 1000],
    ['.', 2000],
    ['last ', 400],
    ['March 2026 ', 180],
  ])('refuses %j again and again', (part, times) => {
    expect(failureOf(part.repeat(times)).length).toBeGreaterThan(0);
  });

  test('refuses brackets within more than 32 brackets, and reads 32', () => {
    expect(compileAudience(nested(32), lumenplay)).toMatchObject({ ok: true });
    expect(failureOf(nested(33))[0]?.reason).toContain('nested more than 32 deep');
  });

  test('refuses a text of more than 2,000 characters', () => {
    expect(failureOf('country is Germany or '.repeat(100))[0]?.reason).toContain('at most 2000 characters');
  });

  test.each(['\u200b', '\u202e', '\u0000', '\ufe0f', '\u3164', '\u00ad', '\u{e0041}'])(
    'refuses the unseen character %j wherever it stands',
    (character) => {
      expect(failureOf(`favourite game is “Book${character}”`)[0]?.phrase).toMatch(/^U\+/);
    },
  );

  test('says for each phrase what may have been meant', () => {
    expect(failureOf('contry is Malta, depositted 3 times')).toEqual([
      {
        phrase: 'contry',
        reason: 'Nothing of this name is known. Did you mean “Country”?',
        candidates: ['Country'],
        say: '“Country”',
      },
      expect.objectContaining({ phrase: 'depositted', candidates: expect.arrayContaining(['deposited']) }),
    ]);
  });

  test('names unknown words beside a period that is refused', () => {
    expect(failureOf('customers who love bananas, in the last month').map(({ phrase }) => phrase)).toEqual([
      'in the last month',
      'love',
      'bananas',
    ]);
  });

  test('offers all readings of a name that stands for several things', () => {
    expect(failureOf('Gold customers')).toMatchObject([
      {
        phrase: 'Gold',
        candidates: ['“VIP level” is “gold”', 'value segment is “Gold”'],
      },
    ]);
  });

  test.each(DEMO_TENANTS)('shows by names of %s how to speak, where nothing nearer is known', (tenant) => {
    const vocabulary = demoVocabulary(tenant);
    const read = compileAudience('xyzzy-plugh', vocabulary);

    const [failure] = read.ok ? [] : read.failure;

    expect(compileAudience(failure?.say ?? '', vocabulary)).toMatchObject({ ok: true });
  });

  test.each(['deposited more than 100 in the last 30 days', 'deposited less than €500 in the last 30 days'])(
    'offers readings of “%s” that keep its comparison and its days, and are read as they stand',
    (text) => {
      const [failure] = failureOf(text);
      const { candidates = [] } = failure ?? {};

      expect(candidates.length).toBeGreaterThan(0);
      for (const candidate of candidates) {
        expect(compileAudience(candidate, lumenplay)).toMatchObject({
          ok: true,
          value: {
            criteria: {
              operator: text.includes('less') ? 'lt' : 'gt',
              window_days: 30,
            },
          },
        });
      }
    },
  );

  test.each(['inactive', 'women', 'male'])('offers no name that is not meant by “%s”', (word) => {
    expect(failureOf(`${word} customers`)).toMatchObject([{ candidates: [] }]);
  });

  test('says a doubtful name by what it stands for', () => {
    expect(failureOf('opted in to push notifications')).toMatchObject([{ say: '“Push opt-in”' }]);
    expect(failureOf('Registered, no deposit')).toMatchObject([
      { say: 'in the segment “Registered, no deposit”' },
    ]);
  });

  test('refuses an alias that two attributes share', () => {
    const schema = ['a', 'b'].map((key) => ({
      kind: 'attribute' as const,
      key,
      name: key.toUpperCase(),
      description: '',
      aliases: ['points'],
      value_type: 'number' as const,
    }));
    const read = compileAudience('points over 5', { ...lumenplay, schema });

    expect(read).toMatchObject({
      ok: false,
      failure: [{ candidates: ['attribute key “a”', 'attribute key “b”'] }],
    });
  });

  test('refuses a text that two allowed values are written like', () => {
    const tier = {
      kind: 'attribute' as const,
      key: 'tier',
      name: 'Tier',
      description: '',
      aliases: [],
      value_type: 'string' as const,
      allowed_values: ['gold_plus', 'gold-plus'],
    };

    expect(compileAudience('tier is “Gold Plus”', { ...lumenplay, schema: [tier] })).toMatchObject({
      ok: false,
      failure: [{ reason: '“Tier” has no such value.' }],
    });
  });

  test('refuses names that overlap', () => {
    const schema = [
      { key: 'tier', name: 'Tier', aliases: ['level'], allowed_values: ['gold VIP', 'basic'] },
      { key: 'vip', name: 'VIP level', aliases: [], allowed_values: ['gold', 'silver'] },
    ].map((one) => ({ kind: 'attribute' as const, description: '', value_type: 'string' as const, ...one }));

    expect(compileAudience('gold VIP level', { ...lumenplay, schema })).toMatchObject({
      ok: false,
      failure: [{ phrase: 'gold VIP', reason: 'Two names overlap here.' }],
    });
  });
});
