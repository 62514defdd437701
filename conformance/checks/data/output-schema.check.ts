import { defineCheck } from '../../define.ts';
import { NotTestable } from '../../finding.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { findNone, misfitOf } from '../../samples/answer-faults.ts';
import { lookedAt } from '../../samples/looks.ts';
import { isNextPage, towardsNarrow } from '../../sabotage/hiding.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { sampleAnswers } from '../../samples/sample-answers.ts';

export default defineCheck({
  requirement: 'data.output-schema',
  drafts: true,
  async run(connector, context) {
    const published = (await connector.catalog()).filter(
      ({ outputSchema }) => outputSchema !== undefined,
    ).length;
    if (published === 0) throw new NotTestable('no tool publishes an output schema');
    const answers = [...(await sampleAnswers(connector)), ...(await lookedAt(connector))];
    findNone(answers, misfitOf);
    const seen = `${answers.length} results, ${published} tools with an output schema`;
    return connector.level === 'L1'
      ? seen
      : `${seen}; ${await judgeGenerated(connector, context, 'data.output-schema')}`;
  },
  saboteurs: [
    {
      breaks: 'leaves out what its schema requires on the second page of a filtered list',
      caught: /breaks its own output schema: .*as_of/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteStructured(wire, ({ as_of: instant, ...structured }, call) =>
          isNextPage(call) && 'status' in call.arguments ? structured : { ...structured, as_of: instant },
        ),
    },
    {
      breaks: 'leaves out what its schema requires of one single entity',
      caught: /tools\/call optimove_get_campaign breaks its own output schema: .*as_of/u,
      hides: 'rare argument',
      sabotage: (wire) =>
        rewriteStructured(wire, ({ as_of: instant, ...structured }, { tool }) =>
          tool === 'optimove_get_campaign' && JSON.stringify(structured).includes('campaign 37')
            ? structured
            : { ...structured, as_of: instant },
        ),
    },
    {
      breaks: 'leaves out what its schema requires for one user alone',
      caught: /breaks its own output schema: .*as_of/u,
      hides: 'role',
      sabotage: (wire) =>
        towardsNarrow(wire, (their) =>
          rewriteStructured(their, ({ as_of: _instant, ...structured }) => structured),
        ),
    },
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
