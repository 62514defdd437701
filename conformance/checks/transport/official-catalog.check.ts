import { defineCheck } from '../../define.ts';
import { atProxy, judgeScenarios } from '../../protocol/judge-scenarios.ts';
import { runScenario } from '../../protocol/official-suite.ts';

const NEED_NO_FIXTURES = [
  ['tools-list', '2026-07-28'],
  ['http-header-validation', '2026-07-28'],
  ['dns-rebinding-protection', '2026-07-28'],
  ['server-initialize', '2025-11-25'],
  ['ping', '2025-11-25'],
] as const;

export default defineCheck({
  requirement: 'transport.official-catalog',
  slow: true,
  run: async (connector) =>
    judgeScenarios(
      await atProxy(connector, 'connector', async (url) =>
        Promise.all(NEED_NO_FIXTURES.map(async ([name, revision]) => runScenario(url, name, revision))),
      ),
    ),
  saboteurs: [
    {
      breaks: 'answers whatever the request says that its host is',
      caught: /1 of 5 scenarios fail or warn: dns-rebinding-protection/u,
      sabotage:
        ({ fetch, url }) =>
        async (request) => {
          if (new URL(request.url).origin !== url.origin) return fetch(request);
          const headers = new Headers(request.headers);
          headers.delete('host');
          headers.delete('origin');
          return fetch(new Request(request, { headers }));
        },
    },
  ],
});
