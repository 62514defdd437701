import { legacyEra, withHeaders } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';

export default refuses({
  requirement: 'transport.legacy-revision-header',
  eras: async (connector) => [await legacyEra(connector)],
  control: (era) => era.ask('tools/list'),
  wrong: {
    'a header that names no revision': (ask) => withHeaders(ask, { 'mcp-protocol-version': 'latest' }),
    'a header that names a revision that never was': (ask) =>
      withHeaders(ask, { 'mcp-protocol-version': '2025-12-24' }),
  },
  status: () => 400,
  saboteurs: [
    {
      breaks: 'takes any date for a revision that it speaks',
      caught: /revision that never was .* is answered with no error with HTTP 200/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ headers }) => headers.get('mcp-protocol-version') === '2025-12-24',
          (sent) => resultAnswer(sent, { tools: [] }),
        ),
    },
  ],
});
