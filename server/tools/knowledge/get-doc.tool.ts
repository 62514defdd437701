import { z } from 'zod';
import {
  type Article,
  articleIdSchema,
  articleSchema,
  DOC_QUERY_CHARACTERS,
  docAnswerSchema,
  docSearchAnswerSchema,
} from '#contract/entities/knowledge-article.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadApi, ToolFailure } from '../../ports.ts';
import { fail, type Result } from '../../result.ts';
import { neutraliseFields } from '../../shaping/untrusted-text.ts';
import { defineReadTool } from '../define.ts';
import { itemOutput } from '../output.ts';
import { cursorParam } from '../params.ts';
import { readPart } from '../read-part.ts';
import { wireItemOf } from '../wire-schema.ts';

const getDoc = readOperation('/docs/:id', docAnswerSchema);
const searchDocs = readOperation('/docs/search', docSearchAnswerSchema);

const citationOutput = z.object({
  title: z.string(),
  section: z.string().optional(),
  anchor: z.string().optional(),
  url: z.string(),
  updated: z.string(),
});

export default defineReadTool({
  name: 'optimove_get_doc',
  title: 'Read documentation page',
  description:
    'One documentation page as Markdown, by the doc_id of a search result. Long pages are returned in parts.',
  aboutAllTenants: true,
  input: z.strictObject({
    doc_id: z.string().trim().min(1).max(DOC_QUERY_CHARACTERS).describe('doc_id from optimove_search_docs.'),
    section: z.string().trim().min(1).max(120).optional().describe('Heading anchor.'),
    cursor: cursorParam,
  }),
  output: itemOutput(wireItemOf(articleSchema, ['id', 'name', 'url'])).extend({ citation: citationOutput }),
  async run({ doc_id, section, cursor }, context) {
    const { api, tenant } = context;
    const found = await findDoc(doc_id, api);
    if (!found.ok) return found;
    const { item, as_of } = found.value;
    const chosen = item.content.find(({ anchor }) => anchor === section);
    if (section !== undefined && chosen === undefined) return noSuchSection(item);

    const { name: title, url, updated } = item;
    const cited = chosen && { section: chosen.section, anchor: chosen.anchor };
    return readPart(
      {
        item: neutraliseFields(chosen === undefined ? item : { ...item, content: [chosen] }),
        tenant_id: tenant.id,
        time_zone: tenant.time_zone,
        as_of,
      },
      cursor,
      context.cursors({ doc_id, section }),
      { citation: { title, ...cited, url, updated } },
    );
  },
});

/** Only what looks like the id of an article becomes part of a route; anything else is searched for, to name the nearest. */
async function findDoc(
  given: string,
  api: ReadApi,
): Promise<Result<z.infer<typeof docAnswerSchema>, ToolFailure>> {
  if (articleIdSchema.safeParse(given).success) {
    const found = await api.find(getDoc, { params: { id: given } });
    if (!found.ok) return found;
    if (found.value !== null) return { ok: true, value: found.value };
  }
  const similar = await api.read(searchDocs, { query: { query: given.toWellFormed() } });
  if (!similar.ok) return similar;
  return fail({
    code: 'not_found',
    entity: 'documentation page',
    given,
    nearest: similar.value.items,
    list_tool: 'optimove_search_docs',
  });
}

function noSuchSection({ content }: Article): Result<never, ToolFailure> {
  return fail({
    code: 'invalid_argument',
    argument: 'section',
    problem: 'names no section of this page',
    allowed: content.map(({ anchor }) => anchor),
  });
}
