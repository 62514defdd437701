import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { legacyEra, send } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'transport.ping',
  async run(connector) {
    const era = await legacyEra(connector);
    const { answer, exchange } = await send(connector, era.ask('ping'));
    if (JSON.stringify(answer?.result) !== '{}')
      throw new Violation('a ping does not come back empty', { calls: [exchange] });
    return 'a ping comes back empty';
  },
  saboteurs: [
    {
      breaks: 'does not know what a ping is',
      caught: /ping does not come back/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'ping',
          (sent) => errorAnswer(sent, -32601),
        ),
    },
  ],
});
