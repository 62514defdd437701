import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { questionOfCaller, sharing } from '../../sabotage/faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { secondsToWait } from '../../client/mcp-client.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';
import { toolFor } from '../../tool-catalog.ts';
import { withLimit } from './with-limit.ts';

/** More than the standard of 50 calls in 10 seconds, in less time than that. */
const CALLS = 90;

export default defineCheck({
  requirement: 'limits.rate-limit',
  slow: true,
  run: async (connector) => withLimit(connector, judgeLimit),
  saboteurs: [
    {
      breaks: 'never refuses',
      caught: /none was refused/u,
      sabotage(wire) {
        let good: Record<string, unknown> = {};
        return rewriteResult(wire, (result) => {
          if (result['isError'] === true) return good;
          good = result;
          return result;
        });
      },
    },
    {
      breaks: 'counts the same calls at the same time as one',
      caught: /none was refused/u,
      hides: 'concurrency',
      sabotage: (wire) => sharing(wire, questionOfCaller),
    },
    {
      breaks: 'does not say how long to wait',
      caught: /does not say how many seconds/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) =>
          JSON.stringify(result).includes('Rate limit')
            ? { ...result, content: [{ type: 'text', text: 'The rate limit is reached.' }] }
            : result,
        ),
    },
  ],
});

async function judgeLimit(connector: Connector): Promise<string> {
  const [flooding, other] = [await connector.as('wide'), await connector.as('narrow')];
  const tool =
    toolFor(await connector.catalog(), 'list', 'channel') ??
    toolFor(await connector.catalog(), 'list', 'campaign');
  if (tool === undefined) throw new NotTestable('the connector offers no list to call often');
  const answers = await Promise.all(
    Array.from({ length: CALLS }, async () => flooding.call(tool.name, {}, { impatient: true })),
  );
  const refused = answers.filter((answer) => secondsToWait(answer) !== null);
  if (refused.length === 0) {
    throw new Violation(`${CALLS} calls of one user at once, and none was refused`, {
      calls: answers.slice(-1).map(({ exchange }) => exchange),
    });
  }
  const silent = refused.find(({ text, status }) => status !== 429 && !/\d+\s*s/iu.test(text));
  if (silent !== undefined) {
    throw new Violation('a refusal does not say how many seconds to wait', { calls: [silent.exchange] });
  }
  const answer = await other.call(tool.name, {}, { impatient: true });
  if (answer.kind !== 'result') {
    throw new Violation('the calls of one user made the connector refuse another', {
      calls: [answer.exchange],
    });
  }
  return `${refused.length} of ${CALLS} calls at once refused, another user served`;
}
