import { erasOf, withBody } from '../../client/eras.ts';
import type { Ask } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { plainCall } from '../../samples/era-samples.ts';
import { refuses } from '../../refusal.ts';
import { jsonSchema } from '../../client/wire.ts';

export default refuses({
  requirement: 'transport.invalid-params',
  eras: erasOf,
  control: async (era, connector) => era.ask('tools/call', await plainCall(connector)),
  wrong: {
    'a call whose arguments are a list': (ask) => withArguments(ask, []),
    'a call whose arguments are text': (ask) => withArguments(ask, '{}'),
  },
  code: -32602,
  saboteurs: [
    {
      breaks: 'takes a list for no arguments at all',
      caught: /arguments are a list .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('"arguments":[]'),
          (sent) => resultAnswer(sent, { content: [{ type: 'text', text: 'Done.' }] }),
        ),
    },
  ],
});

function withArguments(ask: Ask, value: unknown): Ask {
  const params = typeof ask.body === 'string' ? {} : jsonSchema.parse(ask.body['params']);
  return withBody(ask, { params: { ...params, arguments: value } });
}
