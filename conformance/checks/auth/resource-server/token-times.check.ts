import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

/** Further than two clocks may differ. */
const BEYOND = 120;

export default defineCheck({
  requirement: 'auth.token-times',
  async run(connector) {
    const refused = await expectMintedRefused(connector, ({ iat }) => {
      const now = Number(iat);
      const exp = now + 2 * BEYOND;
      return {
        as: { claims: { iat: now - 2 * BEYOND, nbf: now - 2 * BEYOND, exp } },
        but: {
          'that has expired': { claims: { exp: now - BEYOND } },
          'without an expiry': { claims: { exp: null } },
          'whose expiry is text': { claims: { exp: String(exp) } },
          'that is not valid yet': { claims: { nbf: now + BEYOND } },
        },
      };
    });
    return `${refused} wrong times refused under the true signature`;
  },
  saboteurs: [
    {
      breaks: 'takes a token without an expiry for one that never expires',
      caught: /without an expiry got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['exp'] === undefined),
    },
    {
      breaks: 'does not compare an expiry that is no number',
      caught: /whose expiry is text got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => typeof claims['exp'] === 'string'),
    },
    {
      breaks: 'does not look at when a token begins',
      caught: /not valid yet got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => Number(claims['nbf']) > Number(claims['iat'])),
    },
  ],
});
