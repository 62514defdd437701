import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

const EXTENSION = 'urn:example:unknown';

export default defineCheck({
  requirement: 'auth.critical-header',
  async run(connector) {
    await expectMintedRefused(connector, () => ({
      as: { header: { [EXTENSION]: true } },
      but: { 'that calls an unknown extension critical': { header: { crit: [EXTENSION] } } },
    }));
    return 'an extension that must be understood is refused, the same as a remark is not';
  },
  saboteurs: [
    {
      breaks: 'passes over what a token calls critical',
      caught: /calls an unknown extension critical got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => 'crit' in header),
    },
  ],
});
