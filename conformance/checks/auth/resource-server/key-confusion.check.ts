import { exportSPKI, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Connector } from '../../../connector.ts';
import { defineCheck } from '../../../define.ts';
import { laxAbout } from '../../../sabotage/faulty-gates.ts';
import { NotTestable } from '../../../finding.ts';
import { discover } from '../../../client/oauth-client.ts';
import { expectRefused, goodJwt } from '../../../samples/refused-tokens.ts';

const keySetSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), alg: z.string().default('ES256') })).min(1),
});

export default defineCheck({
  requirement: 'auth.key-confusion',
  async run(connector) {
    const { token, header, claims } = await goodJwt(connector);
    const secrets = await publicKeysAsSecrets(connector);
    const forged = Object.entries(secrets).map(
      async ([which, secret]) =>
        [
          `signed with ${which} as a secret`,
          await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret),
        ] as const,
    );
    const refused = await expectRefused(connector, token, Object.fromEntries(await Promise.all(forged)));
    return `${refused} tokens signed with what everybody knows are refused`;
  },
  saboteurs: [
    {
      breaks: 'lets the token choose a symmetric algorithm',
      caught: /signed with the PEM of the public key as a secret got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['alg'] === 'HS256'),
    },
  ],
});

/** The ways in which libraries have taken a public key for a shared secret. */
async function publicKeysAsSecrets(connector: Connector): Promise<Record<string, Uint8Array>> {
  const { server } = await discover(connector.url, connector.fetch);
  const address = server.jwks_uri;
  if (typeof address !== 'string') throw new NotTestable('the authorization server publishes no keys');
  const { keys } = keySetSchema.parse(await (await connector.fetch(new Request(address))).json());
  const [jwk] = keys;
  const key = jwk === undefined ? null : await importJWK(jwk, jwk.alg, { extractable: true });
  if (key === null || !('type' in key))
    throw new NotTestable('the authorization server publishes no public key');
  const pem = await exportSPKI(key);
  return {
    'the PEM of the public key': new TextEncoder().encode(`${pem.trim()}\n`),
    'that PEM without its last line end': new TextEncoder().encode(pem.trim()),
    'the public key as JSON': new TextEncoder().encode(JSON.stringify(jwk)),
    'a secret of zeros': new Uint8Array(32),
  };
}
