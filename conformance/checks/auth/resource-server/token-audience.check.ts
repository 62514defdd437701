import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectMintedRefused } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.token-audience',
  async run(connector) {
    const { href, origin, pathname } = connector.url;
    const audiences: Record<string, unknown> = {
      'for another resource': 'https://resource.example.org/mcp',
      'for the tenant API': 'https://api.optimove.example/api',
      'for nobody': null,
      'for an empty audience': '',
      'for the address with a slash at its end': `${href}/`,
      'for the address without its last letter': href.slice(0, -1),
      'for an address that begins like ours': `${href}.evil.example`,
      'for the origin alone': origin,
      'for the address in capitals': origin + pathname.toUpperCase(),
      'for an audience that is an object': { resource: href },
    };
    const but = Object.fromEntries(
      Object.entries(audiences).map(([which, aud]) => [which, { claims: { aud } }] as const),
    );
    const refused = await expectMintedRefused(connector, () => ({ as: { vouched: true }, but }));
    return `${refused} audiences refused although the issuer vouches for the tokens`;
  },
  saboteurs: [
    {
      breaks: 'takes every token that the issuer signed',
      caught: /for another resource got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['aud'] !== wire.url.href),
    },
    {
      breaks: 'takes a token without an audience for one for everybody',
      caught: /for nobody got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['aud'] === undefined),
    },
    {
      breaks: 'compares how an audience begins',
      caught: /begins like ours got 200/u,
      sabotage: (wire) =>
        laxAbout(wire, ({ claims }) => String(claims['aud']).startsWith(`${wire.url.href}.`)),
    },
    {
      breaks: 'normalizes addresses before it compares them',
      caught: /with a slash at its end got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['aud'] === `${wire.url.href}/`),
    },
  ],
});
