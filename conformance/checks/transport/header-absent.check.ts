import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { legacyEra, send, withHeaders } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'transport.header-absent',
  async run(connector) {
    const era = await legacyEra(connector);
    const { answer, exchange } = await send(
      connector,
      withHeaders(era.ask('tools/list'), { 'mcp-protocol-version': null }),
    );
    if (answer?.result === undefined)
      throw new Violation('a client of before the header is refused', { calls: [exchange] });
    return 'a client of before the header is answered';
  },
  saboteurs: [
    {
      breaks: 'insists on a header that the oldest clients do not know',
      caught: /client of before the header is refused/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ headers, message }) => !headers.has('mcp-protocol-version') && message?.method === 'tools/list',
          (sent) => errorAnswer(sent, -32602, 400),
        ),
    },
  ],
});
