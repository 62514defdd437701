import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { modernEra } from '../../client/eras.ts';
import { samples } from '../../samples/era-samples.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';

export default defineCheck({
  requirement: 'transport.result-type',
  async run(connector) {
    const era = await modernEra(connector);
    const results = (await samples(connector)).filter(
      (sample) => sample.era === era && sample.reply.answer?.result !== undefined,
    );
    const untyped = results.find(({ reply }) => reply.answer?.result?.['resultType'] !== 'complete');
    if (untyped !== undefined) {
      const type = JSON.stringify(untyped.reply.answer?.result?.['resultType'] ?? null);
      throw new Violation(`a result of ${untyped.method} has the type ${type}`, {
        calls: [untyped.reply.exchange],
      });
    }
    return `${results.length} results, all of them complete`;
  },
  saboteurs: [
    {
      breaks: 'does not say of failed calls that they are complete',
      caught: /a result of tools\/call has the type null/u,
      sabotage: (wire) =>
        rewriteResult(wire, ({ resultType, ...result }) =>
          result['isError'] === true ? result : { ...result, resultType },
        ),
    },
  ],
});
