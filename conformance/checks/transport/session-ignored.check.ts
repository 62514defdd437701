import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send, withHeaders } from '../../client/eras.ts';
import { answerOtherwise, errorAnswer, rewriteHeaders } from '../../sabotage/answer-sabotage.ts';
import { samples } from '../../samples/era-samples.ts';

const OLD = { 'mcp-session-id': 'conformance-session', 'last-event-id': '41' };

export default defineCheck({
  requirement: 'transport.session-ignored',
  async run(connector) {
    for (const era of await erasOf(connector)) {
      const { answer, headers, exchange } = await send(connector, withHeaders(era.ask('tools/list'), OLD));
      if (answer?.result === undefined)
        throw new Violation(`who brings a session of old (${era.revision}) is refused`, {
          calls: [exchange],
        });
      if (headers.has('mcp-session-id'))
        throw new Violation(`a session of old (${era.revision}) is taken up`, { calls: [exchange] });
    }
    const opened = (await samples(connector)).find(({ reply }) => reply.headers.has('mcp-session-id'));
    if (opened !== undefined)
      throw new Violation(`${opened.method} (${opened.era.revision}) opens a session`, {
        calls: [opened.reply.exchange],
      });
    return 'no session is given, and one that is brought changes nothing';
  },
  saboteurs: [
    {
      breaks: 'opens a session in the handshake of the older revisions',
      caught: /initialize \(2025-11-25\) opens a session/u,
      sabotage: (wire) =>
        rewriteHeaders(wire, { 'mcp-session-id': 's-1' }, ({ message }) => message?.method === 'initialize'),
    },
    {
      breaks: 'looks for a session that it never gave',
      caught: /who brings a session of old .* is refused/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ headers }) => headers.has('mcp-session-id'),
          (sent) => errorAnswer(sent, -32001, 404),
        ),
    },
  ],
});
