import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { post } from '../../client/raw-request.ts';
import { rewriteHeaders } from '../../sabotage/answer-sabotage.ts';
import { messageIn } from '../../client/wire.ts';

export default defineCheck({
  requirement: 'transport.stateless',
  async run(connector) {
    const { era } = await connector.as('wide');
    const token = await connector.token('wide');
    const { exchange, body, headers } = await post(connector, {
      era,
      bearer: await token(),
      method: 'tools/list',
    });
    if (headers.has('mcp-session-id')) {
      throw new Violation('the answer opens a session: Mcp-Session-Id', { calls: [exchange] });
    }
    if (messageIn(body)?.result === undefined) {
      throw new Violation(`a first request without any before it is refused: ${exchange.status}`, {
        calls: [exchange],
      });
    }
    return 'a first request is answered, and opens no session';
  },
  saboteurs: [
    {
      breaks: 'opens a session for every caller',
      caught: /opens a session/u,
      sabotage: (wire) => rewriteHeaders(wire, { 'mcp-session-id': 'session-1' }),
    },
  ],
});
