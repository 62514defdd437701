import type { ToolCall } from '../../arbitraries/tool-calls.ts';
import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { NotTestable } from '../../finding.ts';
import { judgeGenerated } from '../../generated/judge-generated.ts';
import { findNone, misfitOf } from '../../samples/answer-faults.ts';
import { listCalls } from '../../samples/any-call.ts';
import { lookedAt } from '../../samples/looks.ts';
import { isNextPage, towardsNarrow } from '../../sabotage/hiding.ts';
import { rewriteStructured } from '../../sabotage/sabotage.ts';
import { sampleAnswers } from '../../samples/sample-answers.ts';
import type { Fetch, Json } from '../../client/wire.ts';

const CAUGHT = /breaks its own output schema: .*as_of/u;

export default defineCheck({
  requirement: 'data.output-schema',
  drafts: true,
  async run(connector, context) {
    const published = (await connector.catalog()).filter(
      ({ outputSchema }) => outputSchema !== undefined,
    ).length;
    if (published === 0) throw new NotTestable('no tool publishes an output schema');
    // Lists first: what breaks its schema there cannot be followed from page to page.
    const session = await connector.as('wide');
    for (const call of await listCalls(connector))
      findNone([await session.call(call.tool, call.arguments)], misfitOf);
    const answers = [...(await sampleAnswers(connector)), ...(await lookedAt(connector))];
    findNone(answers, misfitOf);
    const seen = `${answers.length} results, ${published} tools with an output schema`;
    return connector.level === 'L1'
      ? seen
      : `${seen}; ${await judgeGenerated(connector, context, 'data.output-schema')}`;
  },
  saboteurs: [
    {
      breaks: 'leaves out what its schema requires on the second page of a list by status',
      caught: CAUGHT,
      hides: 'second page',
      sabotage: (wire) => withoutInstant(wire, (_, call) => isNextPage(call) && 'status' in call.arguments),
    },
    {
      breaks: 'leaves out what its schema requires on the second page of what is younger than a day',
      caught: CAUGHT,
      hides: 'second page',
      sabotage: (wire) =>
        withoutInstant(wire, (_, call) => isNextPage(call) && 'created_after' in call.arguments),
    },
    {
      breaks: 'leaves out what its schema requires of one single entity',
      caught: CAUGHT,
      hides: 'rare argument',
      sabotage: (wire) =>
        withoutInstant(wire, ({ item }) => JSON.stringify(item ?? null).includes('campaign 37')),
    },
    {
      breaks: 'leaves out what its schema requires for one user alone',
      caught: CAUGHT,
      hides: 'role',
      sabotage: (wire) => towardsNarrow(wire, (their) => withoutInstant(their, () => true)),
    },
    {
      breaks: 'leaves out what its schema requires in every list',
      caught: CAUGHT,
      sabotage: (wire) => withoutInstant(wire, (structured) => 'items' in structured),
    },
    {
      breaks: 'leaves out what its schema requires in fetched entities',
      caught: CAUGHT,
      sabotage: (wire) => withoutInstant(wire, (structured) => 'item' in structured),
    },
  ],
});

function withoutInstant(wire: Wire, when: (structured: Json, call: ToolCall) => boolean): Fetch {
  return rewriteStructured(wire, (structured, call) => {
    const { as_of: _instant, ...rest } = structured;
    return when(structured, call) ? rest : structured;
  });
}
