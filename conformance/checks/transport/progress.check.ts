import { defineCheck } from '../../define.ts';
import type { Wire } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import { plainCall } from '../../samples/era-samples.ts';
import { isModern, streamOf } from '../../sabotage/answer-sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';
import type { Fetch, Json, Message } from '../../client/wire.ts';

const TOKENS = ['conformance-1', 17];

export default defineCheck({
  requirement: 'transport.progress',
  async run(connector) {
    const call = await plainCall(connector);
    let told = 0;
    for (const era of await erasOf(connector)) {
      for (const progressToken of [undefined, ...TOKENS]) {
        const meta = progressToken === undefined ? {} : { _meta: { progressToken } };
        const { messages, exchange } = await send(connector, era.ask('tools/call', { ...call, ...meta }));
        const problem = problemOf(messages, progressToken);
        if (problem !== null)
          throw new Violation(`${call.name} (${era.revision}) ${problem}`, { calls: [exchange] });
        told += messages.filter(isProgress).length;
      }
    }
    return `${told} words of progress, each to who asked for it`;
  },
  saboteurs: [
    {
      breaks: 'tells everybody how it gets on',
      caught: /tells of progress that nobody asked for/u,
      sabotage: (wire) => telling(wire, () => [{ progressToken: 1, progress: 1 }]),
    },
    {
      breaks: 'makes a text of a token that was a number',
      caught: /tells of progress by another token/u,
      sabotage: (wire) =>
        telling(wire, (token) =>
          token === undefined ? [] : [{ progressToken: JSON.stringify(token), progress: 1 }],
        ),
    },
    {
      breaks: 'counts down how long it still takes',
      caught: /tells of progress that does not grow/u,
      sabotage: (wire) =>
        telling(wire, (progressToken) =>
          progressToken === undefined ? [] : [2, 1].map((progress) => ({ progressToken, progress })),
        ),
    },
  ],
});

function isProgress({ method }: Message): boolean {
  return method === 'notifications/progress';
}

function problemOf(messages: readonly Message[], token: unknown): string | null {
  const told = messages.filter(isProgress).map(({ params }) => params ?? {});
  if (told.length > 0 && token === undefined) return 'tells of progress that nobody asked for';
  if (told.some(({ progressToken }) => progressToken !== token)) return 'tells of progress by another token';
  const numbers = told.map(({ progress }) => Number(progress));
  if (numbers.some((number, at) => at > 0 && !(number > (numbers[at - 1] ?? 0))))
    return 'tells of progress that does not grow';
  return messages.findLastIndex(isProgress) > messages.findIndex(({ result }) => result !== undefined) &&
    told.length > 0
    ? 'tells of progress after the end'
    : null;
}

/** Puts words of progress before the answer to every call of the new revision. */
function telling(wire: Wire, words: (token: unknown) => readonly Json[]): Fetch {
  return streamOf(
    wire,
    (sent) => isModern(sent) && sent.message?.method === 'tools/call',
    (answer, { message }) => {
      const token = jsonSchema.safeParse(message?.params?.['_meta']).data?.['progressToken'];
      const told = words(token).map((params) => ({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params,
      }));
      return [...told, answer];
    },
  );
}
