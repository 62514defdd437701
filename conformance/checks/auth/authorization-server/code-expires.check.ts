import { redemption, requestTokens, tokensFor, tokensIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';

const LONGEST_MINUTES = 10;

export default defineCheck({
  requirement: 'auth.code-expires',
  async run(connector) {
    const witness = connector.witness();
    await tokensFor(connector, await redemption(connector));
    const form = await redemption(connector);
    try {
      await witness.advance(`PT${(LONGEST_MINUTES + 1) * 60}S`);
      const late = await requestTokens(connector, form);
      if (tokensIn(late) !== null) {
        throw new Violation(`a code was redeemed more than ${LONGEST_MINUTES} minutes after it was given`, {
          calls: [late.exchange],
        });
      }
    } finally {
      await witness.reset(['clock']);
    }
    return `redeemed at once, refused after ${LONGEST_MINUTES} minutes`;
  },
  saboteurs: [
    {
      breaks: 'keeps a code for as long as nobody comes for it',
      caught: /redeemed more than 10 minutes after/u,
      sabotage:
        ({ fetch }) =>
        async (request) =>
          request.url.endsWith('/clock') ? Response.json({}) : fetch(request),
    },
  ],
});
