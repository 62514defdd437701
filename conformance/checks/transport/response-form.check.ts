import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send, withBody } from '../../client/eras.ts';
import type { Reply } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { rewriteMessages } from '../../sabotage/sabotage.ts';

const IDS = [0, 7, '7', 'ä "b"', Number.MAX_SAFE_INTEGER, 'x'.repeat(200)];

export default defineCheck({
  requirement: 'transport.response-form',
  async run(connector) {
    let answered = 0;
    for (const era of await erasOf(connector)) {
      for (const method of ['tools/list', 'conformance/nothing']) {
        const sent = IDS.map(async (id) => ({
          id,
          reply: await send(connector, withBody(era.ask(method), { id })),
        }));
        // At once, as a host sends them: answers must not get into the wrong hands.
        for (const { id, reply } of await Promise.all(sent)) {
          const problem = problemOf(reply, id);
          if (problem !== null)
            throw new Violation(`the answer to ${method} with the id ${JSON.stringify(id)} ${problem}`, {
              calls: [reply.exchange],
            });
          answered += 1;
        }
      }
    }
    return `${answered} answers, each to its own request`;
  },
  saboteurs: [
    {
      breaks: 'makes numbers of ids that look like one',
      caught: /with the id "7" has the id 7/u,
      sabotage: (wire) =>
        rewriteMessages(wire, {
          answer: (answer) => (answer.id === '7' ? { ...answer, id: 7 } : answer),
        }),
    },
    {
      breaks: 'gives errors without the id of their request',
      caught: /conformance\/nothing with the id 0 has the id null/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'conformance/nothing',
          (sent) => errorAnswer({ ...sent, message: null }, -32601, 404),
        ),
    },
    {
      breaks: 'puts the id of the request before into an answer when two come at once',
      hides: 'concurrency',
      caught: /has the id/u,
      sabotage(wire) {
        let open = 0;
        let before: string | number | null | undefined;
        return rewriteMessages(wire, {
          request(message) {
            open += 1;
            if (open === 1) before = message.id;
            return message;
          },
          answer(answer) {
            open -= 1;
            return open > 0 && before !== undefined ? { ...answer, id: before } : answer;
          },
        });
      },
    },
  ],
});

function problemOf({ answer, messages }: Reply, id: string | number): string | null {
  if (answer === null) return 'is no message';
  if (answer['jsonrpc'] !== '2.0') return 'does not say that it is JSON-RPC 2.0';
  if (answer.id !== id) return `has the id ${JSON.stringify(answer.id ?? null)}`;
  if ((answer.result === undefined) === (answer.error === undefined))
    return 'has not one of result and error';
  const answers = messages.filter((one) => one.result !== undefined || one.error !== undefined).length;
  return answers === 1 ? null : `comes ${answers} times`;
}
