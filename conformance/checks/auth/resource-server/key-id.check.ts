import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { expectRefused, goodJwt } from '../../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.key-id',
  async run(connector) {
    const { token, header, claims } = await goodJwt(connector);
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const { kid: _kid, ...anonymous } = header;
    const headers = {
      "under the name of the issuer's key": header,
      'under an unknown name': { ...header, kid: 'unknown' },
      'under no name': anonymous,
      'under the name of a file': { ...header, kid: '../../../../dev/null' },
      'under a name that is a query': { ...header, kid: "' UNION SELECT 'key' --" },
      'that brings the key along': { ...header, jwk: await exportJWK(publicKey) },
    };
    const forged = Object.entries(headers).map(
      async ([which, changed]) =>
        [
          `of a stranger's key ${which}`,
          await new SignJWT(claims).setProtectedHeader({ ...changed, alg: 'ES256' }).sign(privateKey),
        ] as const,
    );
    const refused = await expectRefused(connector, token, Object.fromEntries(await Promise.all(forged)));
    return `${refused} names for a stranger's key are refused`;
  },
  saboteurs: [
    {
      breaks: 'takes the key that the token brings along',
      caught: /stranger's key that brings the key along got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => 'jwk' in header),
    },
    {
      breaks: 'reads the key from the file that the token names',
      caught: /stranger's key under the name of a file got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => String(header['kid']).includes('../')),
    },
  ],
});
