import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { answerOtherwise, errorAnswer, rewriteResultOf } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';
import { jsonSchema } from '../../client/wire.ts';

const METHODS = {
  'tools/list': 'tools',
  'resources/list': 'resources',
  'resources/templates/list': 'resources',
  'prompts/list': 'prompts',
  'completion/complete': 'completions',
};

const NO_SUCH_METHOD = -32601;

export default defineCheck({
  requirement: 'catalog.capabilities',
  async run(connector) {
    const all = await samples(connector);
    let compared = 0;
    for (const opening of all.filter(
      ({ method }) => method === 'server/discover' || method === 'initialize',
    )) {
      const result = opening.reply.answer?.result;
      const declared = jsonSchema.safeParse(result?.['capabilities']).data ?? {};
      for (const { method, era, reply } of all.filter((one) => one.era === opening.era)) {
        const capability = Object.entries(METHODS).find(([name]) => name === method)?.[1];
        if (capability === undefined) continue;
        const isThere = reply.answer?.error?.code !== NO_SUCH_METHOD;
        if (capability in declared !== isThere) {
          const problem = isThere ? 'answers without declaring' : 'declares and does not answer';
          throw new Violation(`the connector ${problem} ${capability}: ${method} (${era.revision})`, {
            calls: [opening.reply.exchange, reply.exchange],
          });
        }
        compared += 1;
      }
    }
    return `${compared} methods are there, or are not, as declared`;
  },
  saboteurs: [
    {
      breaks: 'does not tell clients of the older revisions that it completes',
      caught: /answers without declaring completions: completion\/complete \(2025-11-25\)/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'initialize', (result) => ({
          ...result,
          capabilities: { tools: {}, resources: {}, prompts: {} },
        })),
    },
    {
      breaks: 'declares prompts and has none',
      caught: /declares and does not answer prompts/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'prompts/list',
          (sent) => errorAnswer(sent, -32601, 404),
        ),
    },
  ],
});
