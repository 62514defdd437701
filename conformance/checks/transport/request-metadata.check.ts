import { META, modernEra, withBody } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';

export default refuses({
  requirement: 'transport.request-metadata',
  eras: async (connector) => [await modernEra(connector)],
  control: (era) => era.ask('tools/list'),
  wrong: {
    'a request without metadata': (ask) => withBody(ask, { params: {} }),
    'a request that does not name what the client can': (ask, { revision }) =>
      withBody(ask, { params: { _meta: { [`${META}protocolVersion`]: revision } } }),
  },
  code: -32602,
  status: () => 400,
  saboteurs: [
    {
      breaks: 'lists its tools to a client that says nothing of what it can',
      caught: /does not name what the client can .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text, message }) =>
            message?.method === 'tools/list' &&
            text.includes('/protocolVersion') &&
            !text.includes('/clientCap'),
          (sent) => resultAnswer(sent, { tools: [], ttlMs: 0, cacheScope: 'private' }),
        ),
    },
  ],
});
