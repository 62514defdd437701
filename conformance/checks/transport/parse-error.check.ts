import { erasOf } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';

export default refuses({
  requirement: 'transport.parse-error',
  eras: erasOf,
  control: (era) => era.ask('tools/list'),
  wrong: {
    'half a request': (ask) => ({ ...ask, body: JSON.stringify(ask.body).slice(0, -3) }),
    'a text that is no JSON': (ask) => ({ ...ask, body: 'tools/list, please' }),
  },
  code: -32700,
  status: () => 400,
  saboteurs: [
    {
      breaks: 'calls half a request an error of its own',
      caught: /half a request .* is answered with error -32603 with HTTP 500/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.startsWith('{') && !text.endsWith('}'),
          (sent) => errorAnswer(sent, -32603, 500),
        ),
    },
  ],
});
