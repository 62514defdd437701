import { DOC_SEARCH_LIMIT } from '#contract/entities/knowledge-article.ts';
import { defineResource } from './define.ts';

/** The documentation belongs to no tenant: two segments where an entity has three, so that a tenant of any name stays apart. */
export default defineResource({
  name: 'doc',
  title: 'Documentation page',
  description: 'A page of the Optimove documentation: its text in Markdown, with the url to cite.',
  uri: 'optimove://docs/{id}',
  tool: 'optimove_get_doc',
  args: (doc_id) => ({ doc_id }),
  ids: { tool: 'optimove_search_docs', limit: DOC_SEARCH_LIMIT.max },
});
