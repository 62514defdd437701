import { z } from 'zod';
import { listAnswerOf } from '#contract/page.ts';
import type { Collection } from '#contract/queries.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { ReadTool } from '../../ports.ts';
import { defineReadTool } from '../define.ts';
import { listOutput } from '../output.ts';
import { dateParam, pagingParams, queryParam } from '../params.ts';
import { readPage } from '../read-page.ts';
import { wireItemOf } from '../wire-schema.ts';

interface ListTool<Filters extends z.ZodRawShape> extends Pick<ReadTool, 'name' | 'title' | 'description'> {
  collection: Collection;
  summary: z.ZodObject;
  /** What this list can be filtered by besides text and dates. */
  filters: Filters;
}

const NEWEST_FIRST = 'created_desc';

/** A list of one kind of entity. All of them page, sort and filter by text and dates in the same way. */
export function defineListTool<Filters extends z.ZodRawShape>(spec: ListTool<Filters>) {
  const { name, title, description, collection, summary, filters } = spec;
  const operation = readOperation(`/tenants/:tenant/${collection}`, listAnswerOf(summary));
  return defineReadTool({
    name,
    title,
    description,
    input: z.strictObject({
      query: queryParam,
      ...filters,
      created_after: dateParam(),
      updated_after: dateParam('As created_after.'),
      sort: z
        .enum(['updated_desc', 'created_desc', 'name_asc'])
        .optional()
        .describe(`Default ${NEWEST_FIRST}.`),
      ...pagingParams,
    }),
    output: listOutput(wireItemOf(summary, ['id', 'name', 'status', 'url'])),
    run: (input, context) =>
      readPage(input, context, (query) =>
        context.api.read(operation, {
          params: { tenant: context.tenant.id },
          query: { sort: NEWEST_FIRST, ...query },
        }),
      ),
  });
}
