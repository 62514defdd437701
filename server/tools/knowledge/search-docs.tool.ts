import { z } from 'zod';
import {
  articleAreaSchema,
  DOC_QUERY_CHARACTERS,
  DOC_SEARCH_LIMIT,
  docSearchAnswerSchema,
  type Passage,
  passageSchema,
} from '#contract/entities/knowledge-article.ts';
import { readOperation } from '../../optimove/operation.ts';
import { ok } from '../../result.ts';
import { capShareOf, countThatFits } from '../../shaping/token-budget.ts';
import { shapeOutput } from '../../shaping/tool-result.ts';
import { defineReadTool } from '../define.ts';
import { listOutput } from '../output.ts';
import { wireItemOf } from '../wire-schema.ts';

const searchDocs = readOperation('/docs/search', docSearchAnswerSchema);

/** The id under the name that the argument of optimove_get_doc has. */
const hitSchema = passageSchema.extend({ doc_id: z.string() });

export default defineReadTool({
  name: 'optimove_search_docs',
  title: 'Search Optimove documentation',
  description:
    'Ranked passages from Optimove product documentation with title, URL and section to cite. Covers how features work and are configured; no tenant data.',
  aboutAllTenants: true,
  input: z.strictObject({
    query: z.string().min(2).max(DOC_QUERY_CHARACTERS).describe('Question or keywords.'),
    area: articleAreaSchema.optional().describe('Only this part of the documentation.'),
    limit: z
      .int()
      .min(1)
      .max(DOC_SEARCH_LIMIT.max)
      .default(DOC_SEARCH_LIMIT.default)
      .describe('Passages at most.'),
  }),
  output: listOutput(wireItemOf(hitSchema, Object.keys(hitSchema.shape))),
  async run(query, { api, tenant }) {
    const answer = await api.read(searchDocs, { query });
    if (!answer.ok) return answer;
    const { items, as_of } = answer.value;
    const outputOf = (shown: Passage[]) => ({
      items: shown.map((item) => ({ ...item, doc_id: item.id })),
      page: { returned: shown.length, has_more: false },
      tenant_id: tenant.id,
      time_zone: tenant.time_zone,
      as_of,
      ...(shown.length < items.length && { truncated_to_fit: true }),
    });
    const fitting = await countThatFits(items.length, (count) =>
      capShareOf(shapeOutput(outputOf(items.slice(0, count)))),
    );
    return ok(outputOf(items.slice(0, fitting)));
  },
});
