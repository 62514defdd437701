import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { docAnswerSchema, docSearchAnswerSchema } from '#contract/entities/knowledge-article.ts';
import { knowledgeArticles } from '#fixtures/knowledge/articles.ts';
import { createTinySimulator, getAs } from '../../testing/tiny-simulator.ts';

const simulator = await createTinySimulator();
const words = [
  ...new Set(
    knowledgeArticles().flatMap(({ content }) => content.flatMap((one) => one.markdown.split(/\s+/))),
  ),
];
const queries = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((some) => some.join(' ')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
);

async function search(query: string, more: Record<string, string> = {}) {
  const response = await getAs(
    simulator,
    'ann',
    `/docs/search?${new URLSearchParams({ query, ...more }).toString()}`,
  );
  return docSearchAnswerSchema.parse(await response.json()).items;
}

async function get(id: string) {
  const response = await getAs(simulator, 'ann', `/docs/${id}`);
  return docAnswerSchema.parse(await response.json()).item;
}

describe('GET /docs/search', () => {
  test('for any query, what is cited stands in the cited section, word for word', async () => {
    await fc.assert(
      fc.asyncProperty(queries, async (text) => {
        const query = text.toWellFormed().slice(0, 300);

        const found = await search(query, { limit: '20' });

        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        expect(found.map(({ score }) => score)).toEqual(
          found.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        for (const { section, anchor, snippet, score: _, ...facts } of found) {
          const { content, ...article } = await get(facts.id);
          const cited = content.find((one) => one.anchor === anchor);
          expect(article).toEqual(facts);
          expect(cited?.section).toBe(section);
          expect(snippet.length).toBeGreaterThan(0);
          expect(cited?.markdown).toContain(snippet);
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  test('finds what was mistyped and other forms of a word', async () => {
    expect((await search('condtional exectuion'))[0]?.id).toBe('conditional-execution');
    expect((await search('archiving promotions'))[0]?.id).toBe('promotion-lifecycle');
  });

  test('takes an area and a limit', async () => {
    const found = await search('connector api', { area: 'release_notes', limit: '2' });

    expect(found.map(({ area }) => area)).toEqual(['release_notes', 'release_notes']);
    expect(await search('api')).toHaveLength(5);
  });

  test('finds nothing for words that say nothing', async () => {
    expect(await search('how do I')).toEqual([]);
  });

  test.each(['', '?limit=5', '?query=a&limit=21', '?query=a&area=blog', '?query=a&cursor=b'])(
    'refuses %j',
    async (query) => {
      expect((await getAs(simulator, 'ann', `/docs/search${query}`)).status).toBe(400);
    },
  );
});

describe('GET /docs/:id', () => {
  test.each(['no-such-article', 'api', '..%2Fme', 'constructor'])('does not know %s', async (id) => {
    expect((await getAs(simulator, 'ann', `/docs/${id}`)).status).toBe(404);
  });
});
