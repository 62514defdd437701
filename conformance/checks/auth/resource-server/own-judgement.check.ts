import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.own-judgement',
  async run(connector) {
    const refused = await expectMintedRefused(connector, ({ iat }) => {
      const now = Number(iat);
      return {
        as: { vouched: true, claims: { iat: now - 600, nbf: now - 600, exp: now + 600 } },
        but: {
          'of another issuer': { claims: { iss: 'https://issuer.example.org' } },
          'of the type JWT': { header: { typ: 'JWT' } },
          'of no type': { header: { typ: null } },
          'that has expired': { claims: { exp: now - 300 } },
          'without an expiry': { claims: { exp: null } },
          'that is not valid yet': { claims: { nbf: now + 300 } },
          'that calls an unknown extension critical': { header: { crit: ['urn:x'], 'urn:x': 1 } },
          'without a user': { claims: { sub: null } },
        },
      };
    });
    return `${refused} wrong tokens refused although the issuer vouches for them`;
  },
  saboteurs: [
    {
      breaks: 'asks the issuer in the place of looking at the type',
      caught: /of the type JWT got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['typ'] === 'JWT'),
    },
    {
      breaks: 'asks the issuer in the place of looking at the expiry',
      caught: /that has expired got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => Number(claims['exp']) < Number(claims['iat']) + 600),
    },
  ],
});
