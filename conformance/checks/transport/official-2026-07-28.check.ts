import { defineCheck } from '../../define.ts';
import { atProxy, judgeScenarios } from '../../protocol/judge-scenarios.ts';
import { runRequired } from '../../protocol/official-suite.ts';
import { rewriteFixtures } from '../../protocol/sabotage-fixtures.ts';

export default defineCheck({
  requirement: 'transport.official-2026-07-28',
  slow: true,
  run: async (connector) =>
    judgeScenarios(await atProxy(connector, 'fixtures', async (url) => runRequired(url, '2026-07-28'))),
  saboteurs: [
    {
      breaks: 'lists its tools without saying how long that holds',
      caught: /of 37 scenarios fail or warn: .*\bcaching\b/u,
      sabotage: (wire) => rewriteFixtures(wire, 'tools/list', ({ ttlMs: _ttl, ...rest }) => rest),
    },
  ],
});
