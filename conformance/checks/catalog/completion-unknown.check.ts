import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { completable, completions } from '../../host-features.ts';
import { erasOf } from '../../client/eras.ts';
import { answerOtherwise, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { NOWHERE } from '../../samples/era-samples.ts';

const INVALID_PARAMS = -32602;

export default defineCheck({
  requirement: 'catalog.completion-unknown',
  async run(connector) {
    for (const era of await erasOf(connector)) {
      const [known] = await completable(connector, era);
      const control = known === undefined ? null : await completions(connector, era, known);
      if (known === undefined || control?.values === null)
        throw new NotApplicable('the connector completes nothing');
      for (const ref of [
        { type: 'ref/prompt', name: NOWHERE.tool },
        { type: 'ref/resource', uri: `${NOWHERE.uri}/{id}` },
      ]) {
        const { reply } = await completions(connector, era, { ref, name: known.name });
        if (reply.answer?.error?.code !== INVALID_PARAMS)
          throw new Violation(
            `something is completed for a ${ref.type} that there is not (${era.revision})`,
            {
              calls: [reply.exchange],
            },
          );
      }
    }
    return 'nothing is completed for what there is not';
  },
  saboteurs: [
    {
      breaks: 'completes addresses that it never listed',
      caught: /completed for a ref\/resource that there is not/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes(NOWHERE.uri) && text.includes('ref/resource'),
          (sent) => resultAnswer(sent, { completion: { values: [] } }),
        ),
    },
  ],
});
