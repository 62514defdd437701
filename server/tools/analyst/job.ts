import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { analyticsAnswerSchema } from '#contract/analytics.ts';
import { analyticsAcceptedSchema, analyticsJobSchema } from '#contract/analytics-jobs.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { Query, ReadContext, ToolFailure } from '../../ports.ts';
import { fail, ok, type Result } from '../../result.ts';

const POLL_MS = { least: 250, most: 5000, unknown: 1000 };
/** Failures of a poll that say nothing about the job. */
const PASSING = ['rate_limited', 'upstream_unavailable', 'upstream_timeout'];

const getJob = readOperation(
  '/tenants/:tenant/analytics-jobs/:job',
  z.union([analyticsAnswerSchema.extend({ job: analyticsJobSchema }), analyticsAcceptedSchema]),
);

export type Job = z.infer<typeof analyticsJobSchema>;
export type Rows = z.infer<typeof analyticsAnswerSchema>;
/** A page of a job's rows, or how far the job is. */
type JobPage = Result<(Rows & { job: Job }) | { job: Job }, ToolFailure>;

/** Looks after a job. What has neither rows nor more to do is a failure. */
export async function readJob({ api, tenant }: ReadContext, job: string, query: Query): Promise<JobPage> {
  const answer = await api.find(getJob, { params: { tenant: tenant.id, job }, query });
  if (!answer.ok) return answer;
  if (answer.value === null) return fail({ code: 'job_invalid', problem: 'gone' });
  if ('items' in answer.value) return ok(answer.value);
  const { status } = answer.value.job;
  if (status === 'running') return ok({ job: answer.value.job });
  return fail(status === 'failed' ? { code: 'job_failed' } : { code: 'upstream_unavailable' });
}

/** Looks after a job again and again, until it has rows or the call may wait no longer; then it is as it was last seen. */
export async function waitForJob(context: ReadContext, job: Job, query: Query): Promise<JobPage> {
  let seen = job;
  const ended = await context.patiently(async (signal): Promise<JobPage | null> => {
    for (;;) {
      context.waitsFor(`Waiting for the analytics query in Optimove: ${seen.progress} % done.`);
      const { poll_after_ms: pause = POLL_MS.unknown } = seen;
      await delay(Math.min(Math.max(pause, POLL_MS.least), POLL_MS.most), undefined, { signal });
      const page = await readJob(context, job.id, query);
      if (!page.ok) return PASSING.includes(page.failure.code) ? null : page;
      if ('items' in page.value) return page;
      seen = page.value.job;
    }
  });
  return ended ?? ok({ job: seen });
}
