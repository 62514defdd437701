import { defineCheck } from '../../define.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { modernEra, send, withHeaders } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';
import { plainCall } from '../../samples/era-samples.ts';

export default defineCheck({
  requirement: 'transport.encoded-name',
  async run(connector) {
    const era = await modernEra(connector);
    const call = await plainCall(connector);
    const plain = era.ask('tools/call', call);
    const encoded = `=?base64?${Buffer.from(call.name).toString('base64')}?=`;
    const control = await send(connector, plain);
    if (control.answer?.result === undefined)
      throw new NotTestable(`${call.name} is refused by its plain name`);
    const { answer, exchange } = await send(connector, withHeaders(plain, { 'mcp-name': encoded }));
    if (answer?.result === undefined)
      throw new Violation('a name that is encoded in its header is not recognised', {
        calls: [exchange, control.exchange],
      });
    return 'an encoded name is compared decoded';
  },
  saboteurs: [
    {
      breaks: 'compares the name in the header as it came',
      caught: /encoded in its header is not recognised/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ headers }) => headers.get('mcp-name')?.startsWith('=?base64?') ?? false,
          (sent) => errorAnswer(sent, -32020, 400),
        ),
    },
  ],
});
