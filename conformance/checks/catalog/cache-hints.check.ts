import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { modernEra } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';

const CACHEABLE = [
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
];

export default defineCheck({
  requirement: 'catalog.cache-hints',
  async run(connector) {
    const era = await modernEra(connector);
    let hinted = 0;
    for (const { method, reply, ...sample } of await samples(connector)) {
      const result = reply.answer?.result;
      if (sample.era !== era || result === undefined || !CACHEABLE.includes(method)) continue;
      const { ttlMs, cacheScope } = result;
      const fits = Number.isInteger(ttlMs) && Number(ttlMs) >= 0;
      if (!fits || (cacheScope !== 'public' && cacheScope !== 'private')) {
        const got = `ttlMs ${JSON.stringify(ttlMs ?? null)}, cacheScope ${JSON.stringify(cacheScope ?? null)}`;
        throw new Violation(`${method} does not say for how long and for whom it holds: ${got}`, {
          calls: [reply.exchange],
        });
      }
      hinted += 1;
    }
    return `${hinted} lists say for how long and for whom they hold`;
  },
  saboteurs: [
    {
      breaks: 'says of its templates nothing of for whom they hold',
      caught: /resources\/templates\/list does not say .* cacheScope null/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'resources/templates/list', ({ cacheScope: _scope, ...result }) => result),
    },
    {
      breaks: 'lets its tools go stale before they came',
      caught: /tools\/list does not say .* ttlMs -1/u,
      sabotage: (wire) => rewriteResultOf(wire, 'tools/list', (result) => ({ ...result, ttlMs: -1 })),
    },
  ],
});
