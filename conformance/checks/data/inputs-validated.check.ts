import { UNKNOWN_ARGUMENT } from '../../arbitraries/wrong-arguments.ts';
import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { rewriteArguments } from '../../sabotage/sabotage.ts';
import { wrongCalls } from '../../samples/wrong-calls.ts';

export default defineCheck({
  requirement: 'data.inputs-validated',
  drafts: true,
  async run(connector) {
    const all = await wrongCalls(connector);
    if (all.length === 0) throw new NotTestable('no input schema refuses anything');
    const taken = all.find(({ answer }) => answer.kind === 'result');
    if (taken !== undefined) {
      throw new Violation(`${taken.call.tool} runs although ${taken.call.what}`, {
        calls: [taken.answer.exchange],
      });
    }
    const tools = new Set(all.map(({ call }) => call.tool)).size;
    return `${all.length} wrong calls of ${tools} tools, none of them run`;
  },
  saboteurs: [
    {
      breaks: 'drops arguments that it does not know, and runs',
      hides: 'rare argument',
      caught: new RegExp(`runs although argument ${UNKNOWN_ARGUMENT} is not in the schema`, 'u'),
      sabotage: (wire) =>
        rewriteArguments(wire, ({ arguments: { [UNKNOWN_ARGUMENT]: _unknown, ...args } }) => args),
    },
    {
      breaks: 'takes for no filter at all a filter that is not of its type',
      hides: 'rare argument',
      caught: /runs although argument channel is \{\}/u,
      sabotage: (wire) =>
        rewriteArguments(wire, ({ arguments: { channel, ...args } }) =>
          typeof channel === 'object' || channel === undefined ? args : { ...args, channel },
        ),
    },
    {
      breaks: 'brings a limit far below the smallest into its range',
      caught: /runs although argument limit is -987654321/u,
      sabotage: (wire) =>
        rewriteArguments(wire, ({ arguments: args }) =>
          typeof args['limit'] === 'number' ? { ...args, limit: Math.max(1, args['limit']) } : args,
        ),
    },
  ],
});
