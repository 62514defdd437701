import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { NotApplicable, Violation } from '../../finding.ts';
import { rewriteItems } from '../../sabotage/sabotage.ts';
import { isBuilder } from '../../tool-catalog.ts';

/** Questions whose answer the product page itself gives, and the words that a passage about it cannot do without. */
const QUESTIONS: readonly { ask: string; about: RegExp }[] = [
  { ask: 'How many API calls per second am I allowed before I am rate limited?', about: /rate.?limit/iu },
  { ask: 'How do I configure a target group?', about: /target.?group/iu },
  { ask: 'Why was my trigger campaign not executed?', about: /trigger|execution/iu },
];
const SEARCH = /search.*(doc|knowledge)|(doc|knowledge).*search/u;

const hitsSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      name: z.string().min(1),
      url: z.url({ protocol: /^https?$/u }),
      score: z.number().optional(),
    }),
  ),
});

export default defineCheck({
  requirement: 'data.citations',
  async run(connector) {
    const catalog = await connector.catalog();
    const tool = catalog.find((one) => !isBuilder(one) && SEARCH.test(one.name));
    if (tool === undefined) throw new NotApplicable('the connector offers no search in the documentation');
    const session = await connector.as('wide');
    for (const { ask, about } of QUESTIONS) {
      const answer = await session.call(tool.name, { query: ask });
      const evidence = { calls: [answer.exchange] };
      const hits = hitsSchema.safeParse(answer.structured);
      if (!hits.success)
        throw new Violation(`what answers "${ask}" does not cite a page with name and address`, evidence);
      const { items } = hits.data;
      if (!items.some((item) => about.test(JSON.stringify(item))))
        throw new Violation(`nothing that answers "${ask}" is about ${about.source}`, evidence);
      const scores = items.flatMap(({ score }) => score ?? []);
      if (scores.some((score, at) => score > (scores[at - 1] ?? score)))
        throw new Violation(`what answers "${ask}" is not ranked: ${scores.join(', ')}`, evidence);
    }
    return `${QUESTIONS.length} questions, each answered with cited passages, the best first`;
  },
  saboteurs: [
    {
      breaks: 'answers without saying from where',
      caught: /does not cite a page/u,
      sabotage: (wire) => rewriteItems(wire, (items) => items.map(({ url: _address, ...item }) => item)),
    },
    {
      breaks: 'answers with the worst first',
      caught: /is not ranked/u,
      sabotage: (wire) => rewriteItems(wire, (items) => items.toReversed()),
    },
    {
      breaks: 'answers every question with nothing',
      caught: /nothing that answers/u,
      sabotage: (wire) => rewriteItems(wire, () => []),
    },
  ],
});
