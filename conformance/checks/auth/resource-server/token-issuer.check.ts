import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.token-issuer',
  async run(connector) {
    const refused = await expectMintedRefused(connector, ({ iss }) => ({
      but: {
        'of another issuer': { claims: { iss: 'https://issuer.example.org' } },
        'of the issuer with a slash at its end': { claims: { iss: `${String(iss)}/` } },
        'of an issuer below it': { claims: { iss: `${String(iss)}/tenants/other` } },
        'of nobody': { claims: { iss: null } },
      },
    }));
    return `${refused} other issuers refused under the same signature`;
  },
  saboteurs: [
    {
      breaks: 'is content with the right signature',
      caught: /of another issuer got 200/u,
      sabotage: (wire) =>
        laxAbout(wire, ({ claims }) => String(claims['iss']).includes('issuer.example.org')),
    },
    {
      breaks: 'looks at the issuer only where there is one',
      caught: /of nobody got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['iss'] === undefined),
    },
  ],
});
