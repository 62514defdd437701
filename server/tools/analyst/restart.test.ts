import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ConnectorOptions } from '../../app.ts';
import { startConnector } from '../../testing/connector.ts';
import { API } from '../../testing/fake-upstream.ts';
import getJob from './get-analytics-job.tool.ts';
import queryAnalytics from './query-analytics.tool.ts';

const SECRET = new Uint8Array(32).fill(7);
const answerSchema = z.object({
  result: z.looseObject({
    content: z.array(z.object({ text: z.string() })),
    structuredContent: z.object({ job: z.object({ id: z.string(), progress: z.number() }) }).optional(),
  }),
});

/** A connector before an API that makes a job of every question and is never done with it. */
async function startBeforeJobs(options: Partial<ConnectorOptions>) {
  const { post, upstream } = await startConnector({
    tools: [queryAnalytics, getJob],
    patienceMs: 20,
    ...options,
  });
  const instant = new Date().toISOString();
  const expires_at = new Date(Date.parse(instant) + 86_400_000).toISOString();
  const job = {
    id: '4711',
    status: 'running',
    progress: 10,
    poll_after_ms: 0,
    started_at: instant,
    expires_at,
  };
  const body = { tenant_id: 'lumenplay', time_zone: 'Europe/Malta', as_of: instant, job };
  upstream.answer = ({ origin }) => (origin === API ? Response.json(body, { status: 202 }) : undefined);
  const call = async (name: string, args: object) => {
    const response = await post('tools/call', { name, arguments: args });
    return answerSchema.parse(await response.json()).result;
  };
  const ask = async () => {
    const { structuredContent } = await call(queryAnalytics.name, { metrics: ['sent'] });
    return structuredContent?.job.id ?? '';
  };
  return { upstream, ask, poll: (job_id: string) => call(getJob.name, { job_id }) };
}

describe('a question that became a job', () => {
  test('is looked after a few times a second at most, whatever the API proposes', async () => {
    const { ask, upstream } = await startBeforeJobs({ patienceMs: 700 });

    await ask();

    expect([1, 2]).toContain(upstream.at('/api/v1/tenants/lumenplay/analytics-jobs/').length);
  });
});

describe('a job handle', () => {
  test('is good in another connector with the same key, and in none with another', async () => {
    const before = await startBeforeJobs({ sealingSecret: SECRET });
    const handle = await before.ask();
    const after = await startBeforeJobs({ sealingSecret: SECRET });
    const stranger = await startBeforeJobs({});

    expect((await after.poll(handle)).structuredContent).toMatchObject({ job: { id: handle, progress: 10 } });
    expect(after.upstream.at('/api/').map(({ request }) => new URL(request.url).pathname)).toEqual([
      '/api/v1/tenants/lumenplay/analytics-jobs/4711',
    ]);
    expect((await stranger.poll(handle)).content[0]?.text).toContain('did not issue it');
    expect(stranger.upstream.at('/api/')).toEqual([]);
  });

  test('is of its user alone', async () => {
    const connector = await startBeforeJobs({ sealingSecret: SECRET });
    const handle = await connector.ask();
    const asked = connector.upstream.at('/api/').length;
    connector.upstream.introspection['user_id'] = 'u-2';

    expect((await connector.poll(handle)).content[0]?.text).toContain('did not issue it');
    expect(connector.upstream.at('/api/')).toHaveLength(asked);
  });
});
