import { ANALYTICS_JOB_QUERY, analyticsJobAnswerSchema } from '#contract/analytics-jobs.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { envelope } from '../listing/envelope.ts';
import { notFound, Refusal } from '../refusal.ts';
import { rowsAnswer } from './rows-answer.ts';
import { ownerOf, shown } from './rows-or-job.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/analytics-jobs/:job',
  permission: 'analytics.read',
  summary: 'Get how far a long query is, and its rows when it is done; only for the user who asked it',
  query: ANALYTICS_JOB_QUERY,
  answer: analyticsJobAnswerSchema,
  handle(call, query) {
    const job = call.world.analyticsJobs.find(ownerOf(call), call.params['job'] ?? '');
    if (job === undefined) return notFound();
    if (job.status !== 'succeeded') return { ...envelope(call), job: shown(job) };
    const rows = rowsAnswer(call, query, job.work);
    return rows instanceof Refusal ? rows : { ...rows, as_of: job.started_at, job: shown(job) };
  },
});
