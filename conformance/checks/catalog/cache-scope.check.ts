import { PEOPLE } from '../../connector.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { modernEra, send } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';
import type { Json } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'catalog.cache-scope',
  async run(connector) {
    const era = await modernEra(connector);
    const shared: string[] = [];
    let owned = 0;
    for (const { method, reply, ...sample } of await samples(connector)) {
      const result = reply.answer?.result;
      if (sample.era !== era || result?.['cacheScope'] === undefined) continue;
      if (result['cacheScope'] === 'private') {
        owned += 1;
        continue;
      }
      for (const who of PEOPLE) {
        const own = await send(connector, era.ask(method), who);
        if (contentOf(own.answer?.result) !== contentOf(result)) {
          throw new Violation(`${method} may be shared, and is another one for ${who}`, {
            calls: [reply.exchange, own.exchange],
          });
        }
      }
      shared.push(method);
    }
    if (shared.length + owned === 0) throw new NotTestable('nothing says for whom it holds');
    return `${owned} lists are for one user; shared: ${shared.join(', ') || 'none'}`;
  },
  saboteurs: [
    {
      breaks: 'lets everybody share the resources of one tenant',
      caught: /resources\/list may be shared, and is another one for other-tenant/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'resources/list', (result) => ({ ...result, cacheScope: 'public' })),
    },
  ],
});

function contentOf(result: Json | undefined): string {
  const { ttlMs: _ttl, cacheScope: _scope, _meta, ...content } = result ?? {};
  return JSON.stringify(content);
}
