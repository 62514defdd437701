import { z } from 'zod';
import { schemaItemSchema, schemaKindSchema, VALUE_TYPES } from '#contract/entities/schema-item.ts';
import { listAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import { resolveDates } from '../date-filters.ts';
import { defineReadTool } from '../define.ts';
import { listOutput } from '../output.ts';
import { pagingParams, queryParam } from '../params.ts';
import { readPage } from '../read-page.ts';

const searchSchema = readOperation('/tenants/:tenant/schema', listAnswerOf(schemaItemSchema));

/** The kinds in one object: attributes have types and values, events have properties, metrics have units. */
const itemOutput = z.object({
  kind: schemaKindSchema,
  key: z.string(),
  name: z.string(),
  description: z.string().optional(),
  aliases: z.array(z.string()).optional(),
  value_type: z.enum(VALUE_TYPES).optional(),
  allowed_values: z.array(z.string()).optional(),
  properties: z
    .array(z.object({ key: z.string(), value_type: z.string(), description: z.string() }))
    .optional(),
  unit: z.string().optional(),
});

export default defineReadTool({
  name: 'optimove_search_schema',
  title: 'Search tenant schema',
  description:
    'Customer attributes, events and their properties, lifecycle stages, metrics, dimensions and tags defined in the tenant, with types and allowed values. Used to write criteria, conditions and analytics queries.',
  input: z.strictObject({
    query: queryParam,
    kind: schemaKindSchema.optional().describe('Only this kind.'),
    ...pagingParams,
  }),
  output: listOutput(itemOutput),
  run: (input, context) =>
    readPage(
      input,
      context,
      (query) => context.api.read(searchSchema, { params: { tenant: context.tenant.id }, query }),
      {},
      resolveDates,
      'in_parts',
    ),
});
