import { erasOf, withBody, withHeaders } from '../../client/eras.ts';
import type { Ask } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer, isModern, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { refuses } from '../../refusal.ts';

export default refuses({
  requirement: 'transport.unknown-method',
  eras: erasOf,
  control: (era) => era.ask('tools/list'),
  wrong: {
    'a method that there is not': (ask) => calling(ask, 'tools/erase'),
    'a name that every object has': (ask) => calling(ask, 'constructor'),
  },
  code: -32601,
  status: ({ revision }) => (revision === '2026-07-28' ? 404 : null),
  saboteurs: [
    {
      breaks: 'says by HTTP 200 that there is no such method',
      caught: /error -32601 with HTTP 200/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          (sent) => isModern(sent) && sent.message?.method === 'tools/erase',
          (sent) => errorAnswer(sent, -32601),
        ),
    },
    {
      breaks: 'looks methods up in an object that has inherited some',
      hides: 'rare argument',
      caught: /a name that every object has .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'constructor',
          (sent) => resultAnswer(sent, {}),
        ),
    },
  ],
});

function calling(ask: Ask, method: string): Ask {
  const changed = withBody(ask, { method });
  return 'mcp-method' in ask.headers ? withHeaders(changed, { 'mcp-method': method }) : changed;
}
