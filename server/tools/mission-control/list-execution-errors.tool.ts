import { z } from 'zod';
import { EXECUTED_TYPES } from '#contract/entities/executed-ref.ts';
import { executionErrorSchema, SEVERITIES } from '#contract/entities/execution-error.ts';
import { listAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import { resolveDates } from '../date-filters.ts';
import { defineReadTool } from '../define.ts';
import { listOutput } from '../output.ts';
import { anyOfParam, channelParam, dateParam, idParam, pagingParams } from '../params.ts';
import { readPage } from '../read-page.ts';
import { wireItemOf } from '../wire-schema.ts';

const listErrors = readOperation('/tenants/:tenant/platform/errors', listAnswerOf(executionErrorSchema));

export default defineReadTool({
  name: 'optimove_list_execution_errors',
  title: 'List execution errors',
  description:
    'Recent execution errors, newest first: severity, affected entity and customers, cause and documented fix.',
  input: z.strictObject({
    severity: anyOfParam(z.enum(SEVERITIES), 'Any of these.'),
    entity_type: z.enum(EXECUTED_TYPES).optional().describe('Only of this kind of entity.'),
    entity_id: idParam('Only of this entity.'),
    channel: channelParam,
    since: dateParam(),
    ...pagingParams,
  }),
  output: listOutput(wireItemOf(executionErrorSchema, ['id', 'name', 'status', 'url'])),
  run: (input, context) =>
    readPage(
      input,
      context,
      (query) => context.api.read(listErrors, { params: { tenant: context.tenant.id }, query }),
      {},
      resolveDates,
      'in_parts',
    ),
});
