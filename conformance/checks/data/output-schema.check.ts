import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { sampleAnswers } from '../../samples/sample-answers.ts';

export default defineCheck({
  requirement: 'data.output-schema',
  async run(connector) {
    const published = (await connector.catalog()).filter(
      ({ outputSchema }) => outputSchema !== undefined,
    ).length;
    if (published === 0) throw new NotTestable('no tool publishes an output schema');
    const answers = await sampleAnswers(connector);
    const broken = answers.find(({ kind }) => kind === 'malformed');
    if (broken !== undefined) {
      throw new Violation(`${broken.exchange.request} breaks its own output schema: ${broken.text}`, {
        calls: [broken.exchange],
      });
    }
    return `${answers.length} results, ${published} tools with an output schema`;
  },
  saboteurs: [
    {
      breaks: 'leaves out what its schema requires in fetched entities',
      caught: /breaks its own output schema: .*as_of/u,
      sabotage: (wire) =>
        rewriteStructured(wire, ({ as_of: instant, ...structured }) =>
          'item' in structured ? structured : { ...structured, as_of: instant },
        ),
    },
  ],
});
