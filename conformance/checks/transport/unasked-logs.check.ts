import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { samples } from '../../samples/era-samples.ts';
import { streamOf } from '../../sabotage/answer-sabotage.ts';

export default defineCheck({
  requirement: 'transport.unasked-logs',
  async run(connector) {
    const all = await samples(connector);
    const talkative = all.find(({ reply }) =>
      reply.messages.some(({ method }) => method === 'notifications/message'),
    );
    if (talkative !== undefined)
      throw new Violation(`the answer to ${talkative.method} comes with a log that nobody asked for`, {
        calls: [talkative.reply.exchange],
      });
    return `${all.length} answers, and no log`;
  },
  saboteurs: [
    {
      breaks: 'logs to the client when a call fails',
      caught: /answer to tools\/call comes with a log/u,
      sabotage: (wire) =>
        streamOf(
          wire,
          ({ text }) => text.includes('conformance_no_such_argument'),
          (answer) => [
            { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'error', data: 'x' } },
            answer,
          ],
        ),
    },
  ],
});
