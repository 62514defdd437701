import { listCalls } from '../../samples/any-call.ts';
import type { Connector } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { openSession, secondsToWait } from '../../client/mcp-client.ts';
import { messageIn } from '../../client/wire.ts';
import type { Fetch } from '../../client/wire.ts';
import { withLimit } from './with-limit.ts';

/** More than the standard of 50 calls in 10 seconds, in less time than that. */
const CALLS = 60;

export default defineCheck({
  requirement: 'limits.rate-limit-per-user',
  slow: true,
  run: async (connector) => withLimit(connector, judgeLimit),
  saboteurs: [
    {
      breaks: 'counts the calls of each token',
      caught: /is served with a token of another client/u,
      sabotage: ({ fetch }): Fetch => {
        const counts = new Map<string, number>();
        let good = '';
        return async (request) => {
          const key = request.headers.get('authorization') ?? '';
          const asked = messageIn(await request.clone().text());
          const response = await fetch(request);
          if (asked?.method !== 'tools/call') return response;
          const count = (counts.get(key) ?? 0) + 1;
          counts.set(key, count);
          const text = await response.clone().text();
          if (!text.includes('Rate limit')) good = text;
          return count > 50 || good === '' ? response : Response.json({ ...messageIn(good), id: asked.id });
        };
      },
    },
  ],
});

async function judgeLimit(connector: Connector): Promise<string> {
  const [{ tool }] = await listCalls(connector);
  const open = async () => {
    const { tokens } = await connector.grant('wide');
    const token = async () => tokens.access_token;
    return openSession({ url: connector.url, fetch: connector.fetch, who: 'wide', token });
  };
  const [first, second] = [await open(), await open()];
  const flood = await Promise.all(
    Array.from({ length: CALLS }, async () => first.call(tool, {}, { impatient: true })),
  );
  if (!flood.some((answer) => secondsToWait(answer) !== null))
    throw new NotTestable(`${CALLS} calls at once, and none was refused: see limits.rate-limit`);
  const answer = await second.call(tool, {}, { impatient: true });
  if (secondsToWait(answer) === null)
    throw new Violation('a user who is told to wait is served with a token of another client', {
      calls: [answer.exchange],
    });
  return 'who has to wait waits with every token';
}
