import { listCalls } from '../../../samples/any-call.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import { rawCall } from '../../../client/raw-call.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteHeaders } from '../../../sabotage/answer-sabotage.ts';

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
    }
    return 'what a user is shown is kept for nobody else';
  },
  saboteurs: [
    {
      breaks: 'lets a cache on the way keep what it shows',
      caught: /may be stored for others: public, max-age=300/u,
      sabotage: (wire) => rewriteHeaders(wire, { 'cache-control': 'public, max-age=300' }),
    },
  ],
});
