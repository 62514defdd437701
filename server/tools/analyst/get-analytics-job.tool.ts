import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { defineReadTool } from '../define.ts';
import { pagingParams } from '../params.ts';
import { readPage } from '../read-page.ts';
import { jobOutput, jobOutputOf, openHandle } from './job-output.ts';
import { readJob } from './job.ts';
import { ROW_KEYS, shapedRow } from './row-shapes.ts';
import { rowsOutput } from './rows.ts';

const HANDLE_CHARACTERS = 2048;

export default defineReadTool({
  name: 'optimove_get_analytics_job',
  title: 'Get analytics job',
  description: 'A long analytics query: status and, when done, its rows. Kept 24 hours, for its user only.',
  input: z.strictObject({
    job_id: z.string().max(HANDLE_CHARACTERS).describe('job.id of an answer.'),
    ...pagingParams,
  }),
  output: rowsOutput(ROW_KEYS.query, { id: z.string().optional(), name: z.string().optional() }).extend({
    job: jobOutput,
  }),
  async run(input, context) {
    const opened = openHandle(context, input.job_id);
    if (!opened.ok) return opened;
    const { job: id, shape, resolved } = opened.value;
    let handle: { job: ReturnType<typeof jobOutputOf>; tenant_id: string } | undefined;
    const page = await readPage(
      input,
      context,
      async ({ limit, cursor }) => {
        const answer = await readJob(context, id, { limit, cursor });
        if (!answer.ok) return answer;
        const job = jobOutputOf(answer.value.job, input.job_id);
        if ('items' in answer.value)
          return ok({ ...answer.value, items: answer.value.items.map((row) => shapedRow(row, shape)), job });
        handle = { job, tenant_id: context.tenant.id };
        // Ends the page; how far the job is takes its place.
        return fail({ code: 'upstream_unavailable' });
      },
      {},
      () => ok(resolved),
    );
    return handle === undefined ? page : ok(handle);
  },
});
