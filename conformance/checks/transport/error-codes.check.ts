import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { answerOtherwise, errorAnswer, isModern } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';

/** Those of the range of the protocol that it has given a meaning. */
const DEFINED = [-32020, -32021, -32022];
/** Those that earlier revisions had, and this one takes back. */
const TAKEN_BACK = [-32002, -32042];

export default defineCheck({
  requirement: 'transport.error-codes',
  async run(connector) {
    const codes = new Set<number>();
    for (const { era, method, reply } of await samples(connector)) {
      const { error } = reply.answer ?? {};
      if (error === undefined) continue;
      const isModernAnswer = era.revision === '2026-07-28';
      const reserved = error.code <= -32020 && error.code >= -32099 && !DEFINED.includes(error.code);
      if (
        !Number.isInteger(error.code) ||
        error.message === '' ||
        (isModernAnswer && (reserved || TAKEN_BACK.includes(error.code)))
      )
        throw new Violation(`${method} (${era.revision}) fails with code ${error.code}: "${error.message}"`, {
          calls: [reply.exchange],
        });
      codes.add(error.code);
    }
    if (codes.size === 0) throw new NotTestable('nothing that is wrong ends in an error');
    return `errors ${[...codes].toSorted((a, b) => b - a).join(', ')}`;
  },
  saboteurs: [
    {
      breaks: 'says with the code of an earlier revision that there is no such resource',
      caught: /resources\/read \(2026-07-28\) fails with code -32002/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          (sent) => isModern(sent) && sent.message?.method === 'resources/read',
          (sent) => errorAnswer(sent, -32002),
        ),
    },
    {
      breaks: 'has a code of its own in the range of the protocol',
      caught: /tools\/list .* fails with code -32050/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('"cursor"'),
          (sent) => errorAnswer(sent, -32050),
        ),
    },
  ],
});
