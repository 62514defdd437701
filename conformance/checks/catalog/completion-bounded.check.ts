import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { completable, completions } from '../../host-features.ts';
import { erasOf } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';

const MOST = 100;

export default defineCheck({
  requirement: 'catalog.completion-bounded',
  async run(connector) {
    let asked = 0;
    for (const era of await erasOf(connector)) {
      const all = await completable(connector, era);
      for (const one of all) {
        const { values, reply } = await completions(connector, era, one);
        if (reply.answer?.error !== undefined) continue;
        if (values === null || values.length > MOST) {
          const got = values === null ? 'no list of texts' : `${values.length} values`;
          throw new Violation(`the completion of ${one.name} (${era.revision}) is ${got}`, {
            calls: [reply.exchange],
          });
        }
        asked += 1;
      }
    }
    if (asked === 0) throw new NotApplicable('the connector completes nothing');
    return `${asked} completions, none longer than ${MOST}`;
  },
  saboteurs: [
    {
      breaks: 'gives all that there is to who has typed nothing yet',
      caught: /the completion of segment .* is 101 values/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'completion/complete', (result, { params }) =>
          JSON.stringify(params).includes('"value":""')
            ? { ...result, completion: { values: Array.from({ length: 101 }, (_, at) => `s${at}`) } }
            : result,
        ),
    },
  ],
});
