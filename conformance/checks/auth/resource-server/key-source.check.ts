import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { withCanary } from '../../../witness/canary.ts';
import { defineCheck } from '../../../define.ts';
import { laxAbout, laxGate } from '../../../sabotage/faulty-gates.ts';
import { Violation } from '../../../finding.ts';
import { jwtIn } from '../../../client/jwt.ts';
import { expectRefused, goodJwt } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.key-source',
  async run(connector) {
    const { token, header, claims } = await goodJwt(connector);
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: header['kid'], alg: 'ES256', use: 'sig' };
    return withCanary({ keys: [jwk] }, async ({ url, hits }) => {
      const sources = { jku: url, x5u: url, x5c: ['MIIB'] };
      const forged = Object.entries(sources).map(
        async ([name, source]) =>
          [
            `that says by ${name} where its key is`,
            await new SignJWT(claims)
              .setProtectedHeader({ ...header, [name]: source, alg: 'ES256' })
              .sign(privateKey),
          ] as const,
      );
      const refused = await expectRefused(connector, token, Object.fromEntries(await Promise.all(forged)));
      if (hits() > 0)
        throw new Violation(`the connector asked the address in a token ${hits()} times for a key`);
      return `${refused} tokens refused, and nobody asked for their keys`;
    });
  },
  saboteurs: [
    {
      breaks: 'takes the key from where the token says',
      caught: /says by jku where its key is got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => 'jku' in header),
    },
    {
      breaks: 'fetches the certificate that the token names, and then refuses it',
      caught: /asked the address in a token 2 times/u,
      sabotage: (wire) => {
        const gate = laxGate(wire, () => false);
        return async (request) => {
          const named = jwtIn((request.headers.get('authorization') ?? '').replace(/^Bearer /u, ''))?.header[
            'x5u'
          ];
          if (typeof named === 'string') await wire.mischief.inProcess(async () => fetch(named));
          return gate(request);
        };
      },
    },
  ],
});
