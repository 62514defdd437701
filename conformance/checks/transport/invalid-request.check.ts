import { erasOf, withBody } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';

export default refuses({
  requirement: 'transport.invalid-request',
  eras: erasOf,
  control: (era) => era.ask('tools/list'),
  wrong: {
    'a request without a method': (ask) => withBody(ask, { method: undefined }),
    'another version of JSON-RPC': (ask) => withBody(ask, { jsonrpc: '1.0' }),
    'an id that is null': (ask) => withBody(ask, { id: null }),
    'an id that is an object': (ask) => withBody(ask, { id: {} }),
  },
  code: -32600,
  status: () => 400,
  saboteurs: [
    {
      breaks: 'takes any version of JSON-RPC',
      caught: /another version of JSON-RPC .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('"jsonrpc":"1.0"'),
          (sent) => resultAnswer(sent, { tools: [] }),
        ),
    },
    {
      breaks: 'takes a request whose id is null for a notification',
      caught: /an id that is null .* is answered with no error with HTTP 202/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('"id":null'),
          () => new Response(null, { status: 202 }),
        ),
    },
  ],
});
