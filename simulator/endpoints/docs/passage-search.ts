import MiniSearch from 'minisearch';
import type { z } from 'zod';
import type { Article, docSearchQuerySchema, Passage } from '#contract/entities/knowledge-article.ts';
import { searchTerm } from './search-term.ts';

type Query = z.output<typeof docSearchQuerySchema>;

/** A section as it is indexed: its heading and text, and around them what the article as a whole is about. */
interface Entry {
  key: string;
  title: string;
  section: string;
  text: string;
  article: string;
  source: Article;
  anchor: string;
}

const SNIPPET_CHARACTERS = 400;
const tokenize: (text: string) => string[] = MiniSearch.getDefault('tokenize');

/**
 * Finds articles, best first, each once with the passage that fits best, so that a short answer shows several. The ranking is the
 * library's (BM25+); only weights are chosen here.
 */
export function createPassageSearch(articles: readonly Article[]): (query: Query) => Passage[] {
  const entries = new Map(articles.flatMap(entriesOf).map((entry) => [entry.key, entry]));
  const index = new MiniSearch<Entry>({
    idField: 'key',
    fields: ['title', 'section', 'text', 'article'],
    processTerm: searchTerm,
    searchOptions: {
      boost: { title: 1.5, section: 2, text: 1, article: 1 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { prefix: 0.375, fuzzy: 0.2 },
    },
  });
  index.addAll([...entries.values()]);

  return ({ query, area, limit }) => {
    const best = new Map<string, Passage>();
    for (const { id, score, terms } of index.search(query)) {
      const entry = entries.get(String(id));
      if (entry === undefined || best.has(entry.source.id)) continue;
      if (area !== undefined && entry.source.area !== area) continue;
      best.set(entry.source.id, passageOf(entry, score, new Set(terms)));
      if (best.size === limit) break;
    }
    return [...best.values()];
  };
}

function entriesOf(source: Article): Entry[] {
  const article = source.content.flatMap(({ section, markdown }) => [section, markdown]).join('\n');
  return source.content.map(({ section, anchor, markdown: text }) => {
    return { key: `${source.id}#${anchor}`, title: source.name, section, text, article, source, anchor };
  });
}

function passageOf(
  { source, section, anchor, text }: Entry,
  score: number,
  terms: ReadonlySet<string>,
): Passage {
  const { content: _, ...facts } = source;
  const snippet = snippetOf(text, terms);
  return { ...facts, section, anchor, score: Math.round(score * 1000) / 1000, snippet };
}

/** The paragraph with the most of the terms, word for word, cut at a space where it is long. */
function snippetOf(text: string, terms: ReadonlySet<string>): string {
  const paragraphs = text.split('\n\n').map((paragraph) => ({
    paragraph,
    found: tokenize(paragraph).filter((word) => terms.has(searchTerm(word) ?? '')).length,
  }));
  const best = paragraphs.reduce((a, b) => (b.found > a.found ? b : a)).paragraph;
  return best.length <= SNIPPET_CHARACTERS ? best : best.slice(0, best.lastIndexOf(' ', SNIPPET_CHARACTERS));
}
