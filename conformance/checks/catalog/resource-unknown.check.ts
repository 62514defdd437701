import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { resourcesOf } from '../../host-features.ts';
import { modernEra, send } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer, resultAnswer } from '../../sabotage/answer-sabotage.ts';
import { NOWHERE } from '../../samples/era-samples.ts';

export default defineCheck({
  requirement: 'catalog.resource-unknown',
  async run(connector) {
    const era = await modernEra(connector);
    const [listed] = await resourcesOf(connector, era);
    // The path of one that is there, one step further: of the same scheme, and of nobody.
    const beside = `${listed?.uri ?? NOWHERE.uri}/conformance-nobody`;
    for (const uri of [NOWHERE.uri, beside]) {
      const { answer, exchange } = await send(connector, era.ask('resources/read', { uri }));
      if (answer?.error?.code !== -32602) {
        const got = answer?.error === undefined ? 'contents' : `error ${answer.error.code}`;
        throw new Violation(`${uri}, which nothing has, is answered with ${got}`, { calls: [exchange] });
      }
    }
    return 'an address that nothing has is an error of its own kind';
  },
  saboteurs: [
    {
      breaks: 'reads emptiness out of an address that nothing has',
      caught: /conformance-nobody, which nothing has, is answered with contents/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message, text }) => message?.method === 'resources/read' && text.includes('conformance-nobody'),
          (sent) => resultAnswer(sent, { contents: [], ttlMs: 0, cacheScope: 'private' }),
        ),
    },
    {
      breaks: 'takes a foreign address for a fault of its own',
      caught: /conformance:\/\/nowhere.* is answered with error -32603/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message, text }) => message?.method === 'resources/read' && text.includes('conformance://'),
          (sent) => errorAnswer(sent, -32603),
        ),
    },
  ],
});
