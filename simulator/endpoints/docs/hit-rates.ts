import { knowledgeArticles } from '#fixtures/knowledge/articles.ts';
import questions from '#fixtures/knowledge/questions.json' with { type: 'json' };
import { searchDocumentation } from './documentation.ts';

const COUNTED = 3;

interface Miss {
  question: string;
  accepts: readonly string[];
  found: readonly string[];
}

/** How often the search finds an article that answers the question, over all questions. */
export interface HitRates {
  questions: number;
  top_1: number;
  top_3: number;
  misses: Miss[];
}

/** Asks every question as `GET /docs/search` would be asked. */
export function measureHitRates(): HitRates {
  const asked = questions.map(({ question, accepts }) => {
    const found = searchDocumentation({ query: question, limit: COUNTED }).map(({ id }) => id);
    return { question, accepts, found, place: found.findIndex((id) => accepts.includes(id)) };
  });
  return {
    questions: asked.length,
    top_1: asked.filter(({ place }) => place === 0).length / asked.length,
    top_3: asked.filter(({ place }) => place >= 0).length / asked.length,
    misses: asked.filter(({ place }) => place < 0),
  };
}

/** The page `docs/knowledge.md`. */
export function hitRatesPage({ questions: asked, top_1, top_3, misses }: HitRates): string {
  const missed = misses.map(
    ({ question, accepts, found }) =>
      `- "${question}" should find ${listed(accepts)} and finds ${listed(found)}.`,
  );
  return `# The documentation and its search

\`fixtures/knowledge/\` holds ${knowledgeArticles().length} short articles on Optimove, written for this project in its own words. Each names the
page of Optimove that it rests on; \`updated\` is the day on which its facts were collected. The articles do not replace that page.

\`GET /api/v1/docs/search\` ranks their sections with MiniSearch (BM25+): titles and headings weigh more, English endings are removed,
typing errors and beginnings of words count less than whole words. An article appears once, with its best section. The weights are the
same for all questions; they were chosen on the first 139 of the questions below, the others were written afterwards.

## Hit rates

Of ${asked} questions as users ask them (\`fixtures/knowledge/questions.json\`, typing errors and synonyms included), an article that answers
the question is

- the first result for **${percent(top_1)}**, at least 85 % is demanded;
- among the first three for **${percent(top_3)}**, at least 97 % is demanded.

Not among the first three:

${missed.join('\n')}

This page comes from a run: \`node simulator/endpoints/docs/write-hit-rates.ts\` writes it, and a test compares it with the search as it is.
`;
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}

function listed(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}
