import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { erasOf, send } from '../../client/eras.ts';
import type { Reply } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { plainCall } from '../../samples/era-samples.ts';
import { rewriteMessages, rewriteStructured } from '../../sabotage/sabotage.ts';
import { jsonSchema } from '../../client/wire.ts';

/** What a host may write there for others to read. */
const FOREIGN = {
  'com.example/conversation': { turns: [1, 2, 3], user: 'admin' },
  'com.example/limit': 1,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  baggage: 'tenant=other',
};

export default defineCheck({
  requirement: 'transport.unknown-metadata',
  async run(connector) {
    const call = await plainCall(connector);
    for (const era of await erasOf(connector)) {
      const [first, again] = [
        await send(connector, era.ask('tools/call', call)),
        await send(connector, era.ask('tools/call', call)),
      ];
      if (substance(first) !== substance(again))
        throw new NotTestable(`${call.name} never answers the same twice, whatever is in the metadata`);
      for (const [key, value] of Object.entries(FOREIGN)) {
        const reply = await send(connector, era.ask('tools/call', { ...call, _meta: { [key]: value } }));
        if (substance(reply) !== substance(first))
          throw new Violation(`${key} in the metadata (${era.revision}) changes what ${call.name} answers`, {
            calls: [reply.exchange, first.exchange],
          });
      }
    }
    return `${Object.keys(FOREIGN).length} keys that it need not know change nothing`;
  },
  saboteurs: [
    {
      breaks: 'refuses a request with a key that it does not know',
      caught: /com\.example\/conversation in the metadata .* changes what/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ text }) => text.includes('com.example/'),
          (sent) => errorAnswer(sent, -32602),
        ),
    },
    {
      breaks: 'takes from the baggage of a trace which tenant is meant',
      hides: 'rare argument',
      caught: /baggage in the metadata .* changes what/u,
      sabotage(wire) {
        let tenant = '';
        const other = rewriteStructured(wire, (structured) =>
          tenant === '' ? structured : { ...structured, tenant_id: tenant },
        );
        return rewriteMessages(
          { ...wire, fetch: other },
          {
            request(message) {
              tenant = /"baggage":"tenant=(\w+)"/u.exec(JSON.stringify(message.params ?? {}))?.[1] ?? '';
              return message;
            },
          },
        );
      },
    },
  ],
});

/** What was answered, the moment of it aside. */
function substance({ answer }: Reply): string {
  const { as_of: _instant, ...structured } =
    jsonSchema.safeParse(answer?.result?.['structuredContent']).data ?? {};
  return JSON.stringify([answer?.error?.code, answer?.result?.['isError'], structured]);
}
