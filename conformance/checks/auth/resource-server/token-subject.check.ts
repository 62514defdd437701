import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.token-subject',
  async run(connector) {
    const refused = await expectMintedRefused(connector, () => ({
      but: {
        'without a user': { claims: { sub: null } },
        'of a user without a name': { claims: { sub: '' } },
        'of a user whom the grant does not belong to': { claims: { sub: 'somebody-else' } },
        'without a client': { claims: { client_id: null } },
      },
    }));
    return `${refused} tokens that do not say for whom they are, refused`;
  },
  saboteurs: [
    {
      breaks: 'serves tokens without a user',
      caught: /without a user got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['sub'] === undefined),
    },
    {
      breaks: 'believes the token about its user, whatever the grant says',
      caught: /whom the grant does not belong to got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['sub'] === 'somebody-else'),
    },
  ],
});
