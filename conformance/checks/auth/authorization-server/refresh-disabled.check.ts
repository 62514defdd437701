import {
  newGrant,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import { Violation } from '../../../finding.ts';

export default defineCheck({
  requirement: 'auth.refresh-disabled',
  async run(connector) {
    const witness = connector.witness();
    const credentials = connector.credentials('narrow');
    const grant = await newGrant(connector, { credentials });
    const renewed = { ...grant, tokens: await tokensFor(connector, renewal(grant)) };
    try {
      await witness.change(credentials.email, { disabled: true });
      const answer = await requestTokens(connector, renewal(renewed));
      if (tokensIn(answer) !== null)
        throw new Violation('a user who was disabled got new tokens', { calls: [answer.exchange] });
    } finally {
      await witness.change(credentials.email, { disabled: false });
    }
    return 'renewed, disabled, refused';
  },
  saboteurs: [
    {
      breaks: 'looks at the user at sign-in only',
      caught: /disabled got new tokens/u,
      sabotage:
        ({ fetch }) =>
        async (request) =>
          request.url.includes('/users/') ? Response.json({}) : fetch(request),
    },
  ],
});
