import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';

const LISTS = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'];
const INVALID_PARAMS = -32602;

export default defineCheck({
  requirement: 'catalog.list-cursor',
  async run(connector) {
    let refused = 0;
    for (const era of await erasOf(connector)) {
      for (const method of LISTS) {
        const first = await send(connector, era.ask(method));
        if (first.answer?.result === undefined) continue;
        const { answer, exchange } = await send(
          connector,
          era.ask(method, { cursor: 'nobody-gave-this-out' }),
        );
        if (answer?.error?.code !== INVALID_PARAMS) {
          const got = answer?.error === undefined ? 'a result' : `error ${answer.error.code}`;
          throw new Violation(
            `${method} (${era.revision}) answers a cursor that it never gave out with ${got}`,
            {
              calls: [exchange],
            },
          );
        }
        refused += 1;
      }
    }
    return `${refused} lists refuse a cursor that they never gave out`;
  },
  saboteurs: [
    {
      breaks: 'begins its prompts again at a cursor that it does not know',
      caught: /prompts\/list .* answers a cursor .* with a result/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message, text }) => message?.method === 'prompts/list' && text.includes('"cursor"'),
          (sent) => resultAnswer(sent, { prompts: [] }),
        ),
    },
  ],
});
