import { z } from 'zod';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotApplicable, NotTestable, Violation } from '../../finding.ts';
import type { Answer } from '../../client/mcp-client.ts';
import { rewriteResult, rewriteStructured } from '../../sabotage/sabotage.ts';
import { argumentFor, propertiesOf } from '../../tool-catalog.ts';
import { jsonSchema } from '../../client/wire.ts';

/** How long the query takes on the world's clock: longer than any call may wait, shorter than a handler may run. */
const SLOW_SECONDS = 120;
const SLOW = {
  match: { path: '/api/v1/*/analytics/*' },
  effect: { latencyMs: SLOW_SECONDS * 1000 },
};
const METRIC = 'sent';

const handleSchema = z.looseObject({
  job: z.looseObject({
    id: z.string(),
    status: z.literal('running'),
    progress: z.number(),
    poll_after_ms: z.number(),
    expires_at: z.string(),
  }),
});

export default defineCheck({
  requirement: 'limits.job-handle',
  slow: true,
  async run(connector) {
    const witness = connector.witness();
    const { query, job } = await analyticsTools(connector);
    const [owner, other] = [await connector.as('wide'), await connector.as('narrow')];
    const question = argumentFor(query, 'metrics', METRIC);
    const direct = await owner.call(query.name, question);
    const rows = rowsIn(direct);
    if (rows === undefined) throw new NotTestable(`${query.name} gave no rows: ${direct.text}`);
    try {
      await witness.faults([SLOW]);
      const slow = await owner.call(query.name, question);
      const handle = handleSchema.safeParse(slow.structured).data?.job;
      if (slow.kind !== 'result' || handle === undefined) {
        throw new Violation(`a query of ${SLOW_SECONDS} seconds was answered without a job handle`, {
          calls: [slow.exchange],
        });
      }
      const attempts = {
        'that another user was given': { session: other, job_id: handle.id },
        'that was altered': { session: owner, job_id: handle.id.replace(/.$/u, '') },
        'that nobody gave out': { session: owner, job_id: 'AAAA' },
      };
      for (const [which, { session, job_id }] of Object.entries(attempts)) {
        const answer = await session.call(job.name, { job_id });
        if (answer.kind === 'result')
          throw new Violation(`a job handle ${which} was accepted`, {
            calls: [slow.exchange, answer.exchange],
          });
      }
      await witness.advance(`PT${SLOW_SECONDS}S`);
      const done = await owner.call(job.name, { job_id: handle.id });
      if (JSON.stringify(rowsIn(done)) !== JSON.stringify(rows)) {
        throw new Violation('the rows of the job are not those of the direct answer', {
          calls: [direct.exchange, done.exchange],
        });
      }
    } finally {
      await witness.reset(['faults', 'clock']);
    }
    return 'a long query is a job, its handle is good for its user alone, its rows are those of the direct answer';
  },
  saboteurs: [
    {
      breaks: 'gives up where a query runs long',
      caught: /without a job handle/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) =>
          'job' in structuredOf(result)
            ? {
                isError: true,
                content: [{ type: 'text', text: 'It took too long.' }],
                resultType: 'complete',
              }
            : result,
        ),
    },
    {
      breaks: 'tells anybody of a job',
      caught: /that another user was given was accepted/u,
      sabotage(wire) {
        let told: Record<string, unknown> | undefined;
        return rewriteResult(wire, (result, call) => {
          if ('job' in structuredOf(result)) told = result;
          return 'job_id' in call.arguments ? (told ?? result) : result;
        });
      },
    },
    {
      breaks: 'answers a job with other rows',
      caught: /are not those of the direct answer/u,
      sabotage: (wire) =>
        rewriteStructured(wire, (structured, call) =>
          'job_id' in call.arguments && 'items' in structured ? { ...structured, items: [] } : structured,
        ),
    },
  ],
});

async function analyticsTools(connector: Connector) {
  const catalog = await connector.catalog();
  const query = catalog.find((tool) => 'metrics' in propertiesOf(tool));
  const job = catalog.find((tool) => 'job_id' in propertiesOf(tool));
  if (query === undefined) throw new NotApplicable('the connector offers no tool that takes metrics');
  if (job === undefined) throw new Violation('no tool takes a job_id, so no long query can be asked after');
  return { query, job };
}

function rowsIn({ kind, structured }: Answer): unknown[] | undefined {
  return kind === 'result' && Array.isArray(structured['items']) ? structured['items'] : undefined;
}

function structuredOf(result: Record<string, unknown>): Record<string, unknown> {
  return jsonSchema.safeParse(result['structuredContent']).data ?? {};
}
