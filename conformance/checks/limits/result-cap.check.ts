import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { fitsInto } from '../../response-tokens.ts';
import { sampleAnswers } from '../../sample-answers.ts';
import { isNextPage } from '../../hiding.ts';
import { rewriteResult } from '../../sabotage.ts';

const CAP = 25_000;

export default defineCheck({
  requirement: 'limits.result-cap',
  async run(connector) {
    const answers = await sampleAnswers(connector);
    let largest = 0;
    for (const { result, exchange } of answers) {
      const { fits, tokens } = fitsInto(CAP, result);
      if (!fits) {
        throw new Violation(`${exchange.request} gave a result of ${tokens} tokens, more than ${CAP}`, {
          calls: [exchange],
        });
      }
      largest = Math.max(largest, tokens);
    }
    return `${answers.length} results, the largest of at most ${largest} tokens`;
  },
  saboteurs: [
    {
      breaks: 'sends all that it has at once',
      caught: /tokens, more than 25000/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result) => ({
          ...result,
          content: [{ type: 'text', text: 'Campaign, draft, email. '.repeat(8000) }],
        })),
    },
    {
      breaks: 'is too large on the second page alone',
      caught: /tokens, more than 25000/u,
      hides: 'second page',
      sabotage: (wire) =>
        rewriteResult(wire, (result, call) =>
          isNextPage(call) ? { ...result, _meta: { more: 'Campaign, draft, email. '.repeat(8000) } } : result,
        ),
    },
  ],
});
