import { z } from 'zod';
import type { Query, ReadContext, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { readPage } from '../read-page.ts';
import { type Job, readJob, type Rows, waitForJob } from './job.ts';
import { jobOutputOf, sealHandle } from './job-output.ts';
import { resolvePeriod } from './period.ts';
import { type RowShape, shapedRow } from './row-shapes.ts';
import { upstreamQuery } from './rows.ts';

type Asked = Result<Rows | { job: Job }, ToolFailure>;

/** Where the next page is: among the rows of a direct answer, or of a job. */
const placeSchema = z.object({ job: z.string().optional(), cursor: z.string() });
const resolvedSchema = z.object({ date_from: z.string(), date_to: z.string() });

/**
 * A page of rows. Where the tenant API makes a job of the question, this waits for it; a job that is not done in time is answered with
 * its handle, for `optimove_get_analytics_job`.
 *
 * @param ask asks the tenant API
 */
export async function readRows(
  args: object,
  context: ReadContext,
  shape: RowShape,
  ask: (query: Query) => Promise<Asked>,
) {
  // What is read again, because the page was too large, comes from the same job.
  let job: Job | undefined;

  async function rowsFor(query: Query): Promise<Asked & { from?: string }> {
    const { cursor, limit } = query;
    const place = typeof cursor === 'string' ? placeSchema.parse(JSON.parse(cursor)) : undefined;
    const at = { limit, cursor: place?.cursor };
    const known = place?.job ?? job?.id;
    if (known !== undefined) return { ...(await readJob(context, known, at)), from: known };
    const answer = await ask({ ...upstreamQuery(query), ...at });
    if (!answer.ok || 'items' in answer.value) return answer;
    job = answer.value.job;
    return { ...(await waitForJob(context, job, at)), from: job.id };
  }

  let handle: { job: ReturnType<typeof jobOutputOf>; tenant_id: string } | undefined;
  const page = await readPage(
    args,
    context,
    async (query) => {
      const { from, ...answer } = await rowsFor(query);
      if (!answer.ok) return query['cursor'] === undefined ? answer : cursorFailure(answer);
      if (!('items' in answer.value)) {
        const { job: running } = answer.value;
        const content = { job: running.id, shape, resolved: resolvedSchema.parse(query) };
        const id = sealHandle(context, content, running);
        handle = { job: jobOutputOf(running, id), tenant_id: context.tenant.id };
        // Ends the page; the handle takes its place.
        return fail({ code: 'upstream_unavailable' });
      }
      const { items, page: info, currency, data_from, tenant_id, time_zone, as_of } = answer.value;
      const { next_cursor: next, ...counts } = info;
      return ok({
        items: items.map((row) => shapedRow(row, shape)),
        page: { ...counts, ...(next && { next_cursor: JSON.stringify({ job: from, cursor: next }) }) },
        currency,
        data_from,
        tenant_id,
        time_zone,
        as_of,
      });
    },
    {},
    resolvePeriod,
  );
  return handle === undefined ? page : ok(handle);
}

/** To whom only a cursor was given, a job says nothing. */
function cursorFailure(answer: { ok: false; failure: ToolFailure }) {
  return answer.failure.code === 'job_invalid'
    ? fail<ToolFailure>({ code: 'cursor_invalid', problem: 'expired' })
    : answer;
}
