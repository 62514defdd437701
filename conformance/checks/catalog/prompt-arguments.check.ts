import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { promptsOf } from '../../host-features.ts';
import { erasOf, send } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { NOWHERE } from '../../samples/era-samples.ts';

const INVALID_PARAMS = -32602;

export default defineCheck({
  requirement: 'catalog.prompt-arguments',
  async run(connector) {
    let refused = 0;
    for (const era of await erasOf(connector)) {
      const prompts = await promptsOf(connector, era);
      const demanding = prompts.filter(({ arguments: own }) => own.some(({ required }) => required === true));
      if (demanding.length === 0) throw new NotApplicable('no prompt requires an argument');
      for (const name of [NOWHERE.tool, ...demanding.map((prompt) => prompt.name)]) {
        const { answer, exchange } = await send(connector, era.ask('prompts/get', { name, arguments: {} }));
        if (answer?.error?.code !== INVALID_PARAMS) {
          const got = answer?.error === undefined ? 'messages' : `error ${answer.error.code}`;
          throw new Violation(`${name} without an argument (${era.revision}) is answered with ${got}`, {
            calls: [exchange],
          });
        }
        refused += 1;
      }
    }
    return `${refused} requests for a prompt that lack a name or an argument are refused`;
  },
  saboteurs: [
    {
      breaks: 'writes "undefined" where an argument is missing',
      caught: /explain_segment without an argument .* is answered with messages/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('explain_segment') && text.includes('"arguments":{}'),
          (sent) =>
            resultAnswer(sent, {
              messages: [{ role: 'user', content: { type: 'text', text: 'Explain the segment undefined.' } }],
            }),
        ),
    },
  ],
});
