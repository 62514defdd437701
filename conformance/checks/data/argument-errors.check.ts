import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { rewriteResult } from '../../sabotage/sabotage.ts';
import { wrongCalls } from '../../samples/wrong-calls.ts';

export default defineCheck({
  requirement: 'data.argument-errors',
  drafts: true,
  async run(connector) {
    const refused = (await wrongCalls(connector)).filter(({ answer }) => answer.kind !== 'result');
    if (refused.length === 0) throw new NotTestable('no wrong call is refused: see data.inputs-validated');
    for (const { call, answer } of refused) {
      const calls = [answer.exchange];
      if (answer.kind !== 'tool_error')
        throw new Violation(`${call.tool}: that ${call.what} is no error of the tool: ${answer.text}`, {
          calls,
        });
      if (!answer.text.split(/\W+/u).includes(call.argument))
        throw new Violation(`${call.tool}: that ${call.what} is refused without naming it`, { calls });
    }
    return `${refused.length} wrong calls are refused in words that name the argument`;
  },
  saboteurs: [
    {
      breaks: 'refuses a limit out of its range as an error of the protocol',
      caught: /that argument limit is .* is no error of the tool: -32602/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('"limit":-987654321'),
          (sent) => errorAnswer(sent, -32602),
        ),
    },
    {
      breaks: 'says of a missing argument that something is invalid',
      caught: /argument id is missing is refused without naming it/u,
      sabotage: (wire) =>
        rewriteResult(wire, (result, { tool, arguments: args }) =>
          result['isError'] === true && tool.endsWith('get_segment') && !('id' in args)
            ? { ...result, content: [{ type: 'text', text: 'Invalid.' }] }
            : result,
        ),
    },
  ],
});
