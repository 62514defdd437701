import { listCalls } from '../../../any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rawCall } from '../../../raw-call.ts';
import { knock } from '../../../raw-request.ts';
import { rewriteMessages, rewriteResponses } from '../../../sabotage.ts';
import { messageIn } from '../../../wire.ts';

export default defineCheck({
  requirement: 'auth.shared-cache',
  async run(connector) {
    const token = await (await connector.token('wide'))();
    const [call] = await listCalls(connector);
    for (const answer of [await knock(connector, token), await rawCall(connector, token, call)]) {
      const calls = [answer.exchange];
      if (answer.status !== 200) throw new NotTestable(`${answer.exchange.request} got ${answer.status}`);
      const directives = answer.headers.get('cache-control') ?? '';
      if (/\bpublic\b|s-maxage|(?<!private.*)\bmax-age=[1-9]/iu.test(directives))
        throw new Violation(`what one user is shown may be stored for others: ${directives}`, { calls });
      if (messageIn(answer.body)?.result?.['cacheScope'] === 'public')
        throw new Violation('what one user is shown is called the same for everybody: cacheScope public', {
          calls,
        });
    }
    return 'what a user is shown is kept for nobody else';
  },
  saboteurs: [
    {
      breaks: 'calls the tools of one user those of everybody',
      caught: /same for everybody: cacheScope public/u,
      sabotage: (wire) =>
        rewriteMessages(wire, {
          answer: (answer, { method }) =>
            method === 'tools/list'
              ? { ...answer, result: { ...answer.result, cacheScope: 'public' } }
              : answer,
        }),
    },
    {
      breaks: 'lets a cache on the way keep what it shows',
      caught: /may be stored for others: public, max-age=300/u,
      sabotage: (wire) =>
        rewriteResponses(
          wire,
          ({ href }) => href === wire.url.href,
          (response) => {
            const headers = new Headers(response.headers);
            headers.set('cache-control', 'public, max-age=300');
            return new Response(response.body, { status: response.status, headers });
          },
        ),
    },
  ],
});
