import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

const HOUR = 3600;
const TEN_YEARS = 87_600 * HOUR;

export default defineCheck({
  requirement: 'auth.token-life',
  async run(connector) {
    const refused = await expectMintedRefused(connector, ({ iat }) => {
      const now = Number(iat);
      return {
        as: { claims: { exp: now + 300 } },
        but: {
          'that lives ten years': { claims: { exp: now + TEN_YEARS } },
          'whose expiry is in milliseconds': { claims: { exp: (now + 300) * 1000 } },
          'issued an hour from now': { claims: { iat: now + HOUR, exp: now + HOUR + 300 } },
          'issued yesterday': { claims: { iat: now - 24 * HOUR } },
        },
      };
    });
    return `${refused} lives that this issuer gives to no token are refused`;
  },
  saboteurs: [
    {
      breaks: 'believes in any expiry that has not passed',
      caught: /lives ten years got 200/u,
      sabotage: (wire) =>
        laxAbout(wire, ({ claims }) => Number(claims['exp']) > Number(claims['iat']) + HOUR),
    },
    {
      breaks: 'does not look at when a token was issued',
      caught: /issued an hour from now got 200/u,
      sabotage: (wire) =>
        laxAbout(wire, ({ claims }) => Number(claims['exp']) === Number(claims['iat']) + 300),
    },
  ],
});
