import { erasOf } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { NOWHERE, plainCall } from '../../samples/era-samples.ts';
import { refuses } from '../../refusal.ts';

const INHERITED = 'toString';

export default refuses({
  requirement: 'data.unknown-tool',
  eras: erasOf,
  control: async (era, connector) => era.ask('tools/call', await plainCall(connector)),
  wrong: {
    'a tool that there is not': (_ask, era) => era.ask('tools/call', { name: NOWHERE.tool, arguments: {} }),
    'a name that every object has': (_ask, era) => era.ask('tools/call', { name: INHERITED, arguments: {} }),
  },
  code: -32602,
  saboteurs: [
    {
      breaks: 'answers for a tool that it does not have as for one that failed',
      caught: /a tool that there is not .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes(`"name":"${NOWHERE.tool}"`),
          (sent) => resultAnswer(sent, { isError: true, content: [{ type: 'text', text: 'No such tool.' }] }),
        ),
    },
    {
      breaks: 'finds a tool in what its table has inherited',
      hides: 'rare argument',
      caught: /a name that every object has .* is answered with no error/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes(`"name":"${INHERITED}"`),
          (sent) => resultAnswer(sent, { content: [{ type: 'text', text: '[object Object]' }] }),
        ),
    },
  ],
});
