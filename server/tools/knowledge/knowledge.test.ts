import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { docAnswerSchema, docSearchAnswerSchema } from '#contract/entities/knowledge-article.ts';
import { createTinySimulator, getAs } from '#simulator/testing/tiny-simulator.ts';
import { createReadApi } from '../../optimove/client.ts';
import { ok } from '../../result.ts';
import { call, textOf } from '../testing/call.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import getDoc from './get-doc.tool.ts';
import searchDocs from './search-docs.tool.ts';

const simulator = await createTinySimulator();
const paths: string[] = [];
const api = createReadApi({
  apiUrl: 'http://localhost:4320',
  fetch: (request) => {
    paths.push(new URL(request.url).pathname);
    return simulator.fetch(request);
  },
  token: { get: async () => ok('user:ann'), renew: async () => ok('user:ann') },
  callId: 'c',
  signal: new AbortController().signal,
  log: () => undefined,
});
const search = (args: object) => call(searchDocs, args, api);
const get = (args: object) => call(getDoc, args, api);

const foundSchema = z.object({
  items: z.array(docSearchAnswerSchema.shape.items.element.extend({ doc_id: z.string() })),
});
const docSchema = z.looseObject({
  item: docAnswerSchema.shape.item,
  citation: z.object({ title: z.string(), section: z.string().optional(), url: z.string() }),
});
const partSchema = z.object({
  item: docAnswerSchema.shape.item.partial(),
  citation: z.object({ url: z.string() }),
  next_cursor: z.string().optional(),
});

describe('optimove_search_docs', () => {
  test('gives what a citation takes, of no more passages than asked for', async () => {
    const { structuredContent } = await search({ query: 'knowing when to stop paging', limit: 3 });

    expect(structuredContent).toMatchObject({
      page: { returned: 3, has_more: false },
      tenant_id: 'lumenplay',
      as_of: expect.stringMatching(/^2026-/),
    });
    expect(foundSchema.parse(structuredContent).items[0]).toMatchObject({
      id: 'api-paging',
      doc_id: 'api-paging',
      name: 'Paging through customer results',
      section: 'Knowing when to stop',
      anchor: 'knowing-when-to-stop',
      url: 'https://developer.optimove.com/docs/general-information',
    });
  });

  test.each(['promotion tiers', 'api ky', 'Stream control group', 'deposit > 100 & "VIP" #1 ../me'])(
    'what it cites for %j is on the page that it cites',
    async (query) => {
      const { items } = foundSchema.parse((await search({ query, limit: 20 })).structuredContent);

      expect(items.length).toBeGreaterThan(0);
      for (const { doc_id, anchor, section, snippet, url, name } of items) {
        const { item, citation } = docSchema.parse(
          (await get({ doc_id, section: anchor })).structuredContent,
        );
        expect(item.content).toHaveLength(1);
        expect(item.content[0]?.markdown).toContain(snippet);
        expect(citation).toMatchObject({ title: name, section, url });
      }
    },
  );

  test('leaves out whole passages where the cap would be exceeded', async () => {
    const facts = { url: 'https://a.test/', area: 'academy', updated: '2026-11-22', score: 1 };
    const text = { name: '限'.repeat(200), section: '👩‍👩‍👧'.repeat(20), snippet: '定'.repeat(500) };
    const passages = Array.from({ length: 60 }, (_, n) => ({ id: `a-${n}`, anchor: 'a', ...facts, ...text }));

    const { structuredContent } = await call(searchDocs, { query: 'any' }, createFakeApi({ passages }));

    expect(structuredContent).toMatchObject({ truncated_to_fit: true });
    expect(foundSchema.parse(structuredContent).items.length).toBeGreaterThan(3);
  });
});

describe('optimove_get_doc', () => {
  test('gives the whole page as the API has it', async () => {
    const whole = await getAs(simulator, 'ann', '/docs/api-paging');

    const { item, citation } = docSchema.parse((await get({ doc_id: 'api-paging' })).structuredContent);

    expect(item).toEqual(docAnswerSchema.parse(await whole.json()).item);
    expect(citation.section).toBeUndefined();
  });

  test('names the nearest pages where there is none', async () => {
    const result = await get({ doc_id: 'api-rate-limit' });

    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^No documentation page .*\(id api-rate-limits\).*optimove_search_docs/);
  });

  test('names the sections of a page where there is no such section', async () => {
    const result = await get({ doc_id: 'api-paging', section: 'begin' });

    expect(textOf(result)).toContain('"knowing-when-to-stop"');
  });

  test('for any doc_id, nothing is asked but for documentation', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
          fc.constantFrom('search', '..', '../me', 'search?query=a', 'a-b/../../me', '%2e%2e'),
        ),
        async (doc_id) => {
          fc.pre(doc_id.trim() !== '');
          paths.length = 0;

          const result = await get({ doc_id });

          expect(textOf(result)).toMatch(/^No documentation page/);
          for (const path of paths) expect(path).toMatch(/^\/api\/v1\/docs\/(?:search|[a-z0-9-]+)$/);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('gives a page that is too large in parts of whole sections', async () => {
    const content = Array.from({ length: 60 }, (_, n) => ({
      section: `Section ${n}`,
      anchor: `section-${n}`,
      markdown: 'Ein langer Absatz über Kampagnen – mit Zahlen: 50 % bis 100 €. '.repeat(20),
    }));
    const article = { id: 'long-page', name: 'Long page', url: 'https://a.test/', area: 'academy' };
    const large = createFakeApi({ articles: [{ ...article, updated: '2026-11-22', content }] });

    const parts: z.infer<typeof partSchema>[] = [];
    for (let cursor: string | undefined; ;) {
      const result = await call(getDoc, { doc_id: 'long-page', ...(cursor && { cursor }) }, large);
      const part = partSchema.parse(result.structuredContent);
      parts.push(part);
      cursor = part.next_cursor;
      if (cursor === undefined) break;
    }

    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap(({ item }) => item.content ?? [])).toEqual(content);
    expect(parts.every(({ citation }) => citation.url === 'https://a.test/')).toBe(true);
  });
});
