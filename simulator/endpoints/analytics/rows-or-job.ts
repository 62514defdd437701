import type { AnalyticsJob, AnalyticsWork } from '../../ports.ts';
import { canonicalJson } from '../../tenant/canonical-json.ts';
import { Accepted } from '../accepted.ts';
import type { TenantCall } from '../define.ts';
import { envelope } from '../listing/envelope.ts';
import { rowsAnswer } from './rows-answer.ts';

/** Whose a job is. Who sees more or less than when it was started is another: rows are never shown past the rights of the moment. */
export function ownerOf({ user, tenant, membership }: TenantCall): string {
  return canonicalJson({ user: user.id, tenant: tenant.facts.id, brands: membership.brands });
}

/**
 * The rows at once, or the job that makes them. What a fault adds to the time of the call counts as time that the question takes. A
 * cursor continues an answer that is there already.
 */
export function rowsOrJob(
  call: TenantCall,
  query: { limit: number; cursor?: string | undefined },
  takesMs: number,
  work: AnalyticsWork,
) {
  const time = takesMs + call.latencyMs;
  if (time === 0 || query.cursor !== undefined) return rowsAnswer(call, query, work);
  const { limit: _limit, ...asked } = query;
  const job = call.world.analyticsJobs.start({
    owner: ownerOf(call),
    question: canonicalJson({ path: call.url.pathname, asked }),
    takesMs: time,
    work: { ...work, rows: once(work.rows) },
  });
  return new Accepted({ ...envelope(call), job: shown(job) });
}

/** A job as it leaves the API. */
export function shown({ work: _work, ...job }: AnalyticsJob) {
  const message =
    'The query did not end within 5 minutes. Ask for fewer dimensions, or for a shorter period.';
  return { ...job, ...(job.status === 'failed' && { error: { code: 'time_limit' as const, message } }) };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
