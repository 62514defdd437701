import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.single-audience',
  async run(connector) {
    const { href } = connector.url;
    await expectMintedRefused(connector, () => ({
      as: { vouched: true },
      but: {
        'for this resource and another': { claims: { aud: [href, 'https://resource.example.org/mcp'] } },
      },
    }));
    return 'a token that is good elsewhere too is refused';
  },
  saboteurs: [
    {
      breaks: 'takes tokens that are good for several resources',
      caught: /for this resource and another got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => Array.isArray(claims['aud'])),
    },
  ],
});
