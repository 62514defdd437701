import { defineCheck } from '../../define.ts';
import { atProxy, judgeScenarios } from '../../protocol/judge-scenarios.ts';
import { runRequired } from '../../protocol/official-suite.ts';
import { rewriteFixtures } from '../../protocol/sabotage-fixtures.ts';

const ASKS_BACK = 'the server asks the client within a request, for which this revision needs a session';

/** What a stateless connector cannot do in this revision. */
const SESSION_ONLY = {
  'tools-call-sampling': ASKS_BACK,
  'tools-call-elicitation': ASKS_BACK,
  'elicitation-sep1034-defaults': ASKS_BACK,
  'elicitation-sep1330-enums': ASKS_BACK,
  'server-sse-multiple-streams': 'the streams of one session are counted, and there is none',
};

export default defineCheck({
  requirement: 'transport.official-2025-11-25',
  slow: true,
  run: async (connector) =>
    judgeScenarios(
      await atProxy(connector, 'fixtures', async (url) => runRequired(url, '2025-11-25')),
      SESSION_ONLY,
    ),
  saboteurs: [
    {
      breaks: 'answers a prompt without its arguments',
      caught: /1 of 30 scenarios fail or warn: prompts-get-with-args$/u,
      sabotage: (wire) =>
        rewriteFixtures(wire, 'prompts/get', (result, { params }) =>
          params?.['name'] === 'test_prompt_with_arguments' ? { ...result, messages: [] } : result,
        ),
    },
  ],
});
