import type { z } from 'zod';
import type { Article, docSearchQuerySchema, Passage } from '#contract/entities/knowledge-article.ts';
import { knowledgeArticles } from '#fixtures/knowledge/articles.ts';
import { once } from '#fixtures/once.ts';
import { createPassageSearch } from './passage-search.ts';

const byId = once(() => new Map(knowledgeArticles().map((article) => [article.id, article])));
const passages = once(() => createPassageSearch(knowledgeArticles()));

export function findArticle(id: string): Article | undefined {
  return byId().get(id);
}

/** The index is built at the first search, once for all worlds: the documentation belongs to no tenant and never changes. */
export function searchDocumentation(query: z.output<typeof docSearchQuerySchema>): Passage[] {
  return passages()(query);
}
