import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.token-type',
  async run(connector) {
    const types: Record<string, string | null> = {
      'of the type JWT, as ID tokens have it': 'JWT',
      'of no type': null,
      'that ends a session': 'logout+jwt',
      'that tells of an event': 'secevent+jwt',
    };
    const but = Object.fromEntries(
      Object.entries(types).map(([which, typ]) => [which, { header: { typ } }] as const),
    );
    return `${await expectMintedRefused(connector, () => ({ but }))} other types refused`;
  },
  saboteurs: [
    {
      breaks: 'takes an ID token for an access token',
      caught: /of the type JWT, as ID tokens have it got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['typ'] === 'JWT'),
    },
    {
      breaks: 'looks at the type only where there is one',
      caught: /of no type got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['typ'] === undefined),
    },
  ],
});
