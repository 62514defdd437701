import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { promptsOf } from '../../host-features.ts';
import { erasOf, send } from '../../client/eras.ts';
import { rewriteResultOf } from '../../sabotage/answer-sabotage.ts';

const messagesSchema = z
  .array(
    z.looseObject({
      role: z.enum(['user', 'assistant']),
      content: z.looseObject({ type: z.literal('text'), text: z.string().min(1) }),
    }),
  )
  .min(1);

/** A word that no template would have by itself. */
const VALUE = 'Qwertz Umbrella';

export default defineCheck({
  requirement: 'catalog.prompts-usable',
  async run(connector) {
    let got = 0;
    for (const era of await erasOf(connector)) {
      for (const { name, arguments: own } of await promptsOf(connector, era)) {
        const required = own.filter((argument) => argument.required === true);
        const args = Object.fromEntries(required.map((argument) => [argument.name, VALUE]));
        const { answer, exchange, body } = await send(
          connector,
          era.ask('prompts/get', { name, arguments: args }),
        );
        const messages = messagesSchema.safeParse(answer?.result?.['messages']);
        const problem = !messages.success
          ? 'gives no messages'
          : required.length > 0 && !body.includes(VALUE)
            ? 'leaves out what it was given'
            : null;
        if (problem !== null)
          throw new Violation(`the prompt ${name} (${era.revision}) ${problem}`, { calls: [exchange] });
        got += 1;
      }
    }
    return `${got} prompts, with their arguments in their words`;
  },
  saboteurs: [
    {
      breaks: 'gives the same words whatever the argument is',
      caught: /the prompt explain_segment .* leaves out what it was given/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'prompts/get', (result) => ({
          ...result,
          messages: [{ role: 'user', content: { type: 'text', text: 'Explain the segment.' } }],
        })),
    },
    {
      breaks: 'speaks in the role of the system',
      caught: /the prompt explain_segment .* gives no messages/u,
      sabotage: (wire) =>
        rewriteResultOf(wire, 'prompts/get', (result) => ({
          ...result,
          messages: [{ role: 'system', content: { type: 'text', text: VALUE } }],
        })),
    },
  ],
});
