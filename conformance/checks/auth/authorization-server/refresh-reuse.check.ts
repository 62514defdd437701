import {
  newGrant,
  renewal,
  requestTokens,
  tokensFor,
  tokensIn,
} from '../../../client/authorization-probe.ts';
import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import { NotTestable, Violation } from '../../../finding.ts';
import type { Grant } from '../../../client/oauth-client.ts';
import { knock } from '../../../client/raw-request.ts';
import { rewriteForm } from '../../../sabotage/sabotage-authorization.ts';

/** Longer than a server may take two refreshes for one that was sent again; shorter than tokens live. */
const GRACE_SECONDS = 120;

export default defineCheck({
  requirement: 'auth.refresh-reuse',
  async run(connector) {
    const first = await newGrant(connector);
    const second: Grant = { ...first, tokens: await tokensFor(connector, renewal(first)) };
    const third: Grant = { ...first, tokens: await tokensFor(connector, renewal(second)) };
    const before = await knock(connector, third.tokens.access_token);
    if (before.status !== 200)
      throw new NotTestable(`a renewed access token is answered with ${before.status}`);

    const patient = tokensIn(await requestTokens(connector, renewal(first))) !== null;
    if (!patient) await allIsOver(connector, third);
    else
      await later(connector, async () => {
        const replay = await requestTokens(connector, renewal(first));
        if (tokensIn(replay) !== null)
          throw new Violation(`a refresh token renews ${GRACE_SECONDS} seconds after it was used up`, {
            calls: [replay.exchange],
          });
        await allIsOver(connector, third);
      });
    return `used again${patient ? ` after ${GRACE_SECONDS} seconds` : ''}, and the whole authorization ended`;
  },
  saboteurs: [
    {
      breaks: 'refuses a used refresh token and leaves the thief his own',
      hides: 'retry',
      caught: /newest refresh token still renews/u,
      sabotage: (wire) => forgettingUsed(wire, 1),
    },
    {
      breaks: 'notices only the token before the newest one',
      hides: 'retry',
      caught: /newest refresh token still renews/u,
      sabotage: (wire) => forgettingUsed(wire, 2),
    },
  ],
});

async function later(connector: Connector, act: () => Promise<void>): Promise<void> {
  const witness = connector.witness();
  try {
    await witness.advance(`PT${GRACE_SECONDS}S`);
    await act();
  } finally {
    await witness.reset(['clock']);
  }
}

async function allIsOver(connector: Connector, newest: Grant): Promise<void> {
  const renewed = await requestTokens(connector, renewal(newest));
  if (tokensIn(renewed) !== null)
    throw new Violation('after a refresh token was used again, the newest refresh token still renews', {
      calls: [renewed.exchange],
    });
  const { status, exchange } = await knock(connector, newest.tokens.access_token);
  if (status !== 401)
    throw new Violation(`after a refresh token was used again, the newest access token got ${status}`, {
      calls: [exchange],
    });
}

/** Of a used refresh token, hides from the server that it was known, from so many generations back on. */
function forgettingUsed(wire: Parameters<typeof rewriteForm>[0], generations: number) {
  const used: string[] = [];
  return rewriteForm(wire, 'refresh_token', (form) => {
    const token = form.get('refresh_token') ?? '';
    if (used.slice(0, used.length - generations + 1).includes(token)) form.set('refresh_token', 'unknown');
    used.push(token);
  });
}
