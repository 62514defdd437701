import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { META, modernEra, send } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer, isModern } from '../../sabotage/answer-sabotage.ts';
import { plainCall } from '../../samples/era-samples.ts';
import { OUR_CLIENT } from '../../client/our-client.ts';

export default defineCheck({
  requirement: 'transport.client-info-optional',
  async run(connector) {
    const era = await modernEra(connector);
    const call = await plainCall(connector);
    const clientInfo = OUR_CLIENT;
    const named = await send(
      connector,
      era.ask('tools/call', { ...call, _meta: { [`${META}clientInfo`]: clientInfo } }),
    );
    const nameless = await send(connector, era.ask('tools/call', call));
    if (named.answer?.result === undefined)
      throw new NotTestable(`${call.name} does not even answer a client that names itself`);
    if (nameless.answer?.result === undefined) {
      throw new Violation('a call is answered to who names the client, and to nobody else', {
        calls: [nameless.exchange, named.exchange],
      });
    }
    return 'a client that does not name itself is answered like one that does';
  },
  saboteurs: [
    {
      breaks: 'answers the calls of named clients alone',
      caught: /answered to who names the client/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          (sent) =>
            isModern(sent) && sent.message?.method === 'tools/call' && !sent.text.includes('/clientInfo'),
          (sent) => errorAnswer(sent, -32602, 400),
        ),
    },
  ],
});
