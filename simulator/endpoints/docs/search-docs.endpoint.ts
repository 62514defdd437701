import { docSearchAnswerSchema, docSearchQuerySchema } from '#contract/entities/knowledge-article.ts';
import { defineUserEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { searchDocumentation } from './documentation.ts';

export default defineUserEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/docs/search',
  summary: 'Search the product documentation',
  query: docSearchQuerySchema,
  example: { query: { query: 'what a trigger listens to' } },
  answer: docSearchAnswerSchema,
  handle: ({ world }, query) => ({
    items: searchDocumentation(query),
    as_of: world.clock.now().toISOString(),
  }),
});
