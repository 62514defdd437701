import { z } from 'zod';
import { JOB_STATES, JOB_TYPES, platformJobSchema } from '#contract/entities/platform-job.ts';
import { listAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import { resolveDates } from '../date-filters.ts';
import { defineReadTool } from '../define.ts';
import { listOutput } from '../output.ts';
import { anyOfParam, dateParam, pagingParams } from '../params.ts';
import { readPage } from '../read-page.ts';
import { wireItemOf } from '../wire-schema.ts';

const listJobs = readOperation('/tenants/:tenant/platform/jobs', listAnswerOf(platformJobSchema));

export default defineReadTool({
  name: 'optimove_list_platform_jobs',
  title: 'List platform jobs',
  description:
    'Running and recent platform jobs: campaign occurrences, imports, exports, model builds and channel syncs. Analytics query jobs are in optimove_get_analytics_job.',
  input: z.strictObject({
    state: anyOfParam(z.enum(JOB_STATES), 'Any of these.'),
    type: z.enum(JOB_TYPES).optional().describe('execution is the run of a campaign.'),
    started_after: dateParam(),
    ...pagingParams,
  }),
  output: listOutput(wireItemOf(platformJobSchema, ['id', 'name', 'state', 'url'])),
  run: (input, context) =>
    readPage(
      input,
      context,
      (query) => context.api.read(listJobs, { params: { tenant: context.tenant.id }, query }),
      {},
      resolveDates,
      'in_parts',
    ),
});
