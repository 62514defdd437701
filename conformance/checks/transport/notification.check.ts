import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { erasOf, send, withBody } from '../../client/eras.ts';
import { answerOtherwise } from '../../sabotage/answer-sabotage.ts';

const NOTIFICATIONS = {
  'notifications/cancelled': { requestId: 'nobody-sent-it' },
  'notifications/conformance': {},
};

export default defineCheck({
  requirement: 'transport.notification',
  async run(connector) {
    let accepted = 0;
    for (const era of await erasOf(connector)) {
      for (const [method, params] of Object.entries(NOTIFICATIONS)) {
        const ask = withBody(era.ask(method, params), { id: undefined });
        const { status, body, exchange } = await send(connector, ask);
        if (status >= 400) continue;
        if (status !== 202 || body !== '') {
          const got = body === '' ? 'nothing' : 'a body';
          throw new Violation(`${method} (${era.revision}) is answered with HTTP ${status} and ${got}`, {
            calls: [exchange],
          });
        }
        accepted += 1;
      }
    }
    return accepted === 0 ? 'every notification is refused' : `${accepted} notifications, taken in silence`;
  },
  saboteurs: [
    {
      breaks: 'answers a notification that it does not know',
      caught: /notifications\/conformance .* HTTP 200 and a body/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'notifications/conformance',
          () => Response.json({ jsonrpc: '2.0', error: { code: -32601, message: 'No such notification.' } }),
        ),
    },
    {
      breaks: 'thanks for a cancellation with HTTP 200',
      caught: /notifications\/cancelled .* HTTP 200 and nothing/u,
      sabotage: (wire) =>
        answerOtherwise(
          wire,
          ({ message }) => message?.method === 'notifications/cancelled',
          () => new Response(null, { status: 200 }),
        ),
    },
  ],
});
