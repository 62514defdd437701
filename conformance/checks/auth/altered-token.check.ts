import { base64url, generateKeyPair, SignJWT } from 'jose';
import { defineCheck } from '../../define.ts';
import { laxAbout, laxGate } from '../../sabotage/faulty-gates.ts';
import { jwtIn, jwtOf } from '../../client/jwt.ts';
import { expectRefused } from '../../samples/refused-tokens.ts';

export default defineCheck({
  requirement: 'auth.altered-token',
  async run(connector) {
    const good = await (await connector.token('wide'))();
    const alterations = await alterationsOf(good);
    const refused = await expectRefused(connector, good, alterations);
    // A refusal must not be forgotten at the next try.
    await expectRefused(connector, good, alterations);
    return `${refused} alterations refused, the token itself accepted`;
  },
  saboteurs: [
    {
      breaks: 'accepts tokens that say they need no signature',
      caught: /with the algorithm none got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['alg'] === 'none'),
    },
    {
      breaks: 'knows only one spelling of the algorithm that it forbids',
      caught: /with the algorithm nOnE got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ header }) => header['alg'] === 'nOnE'),
    },
    {
      breaks: 'does not hold the signature against its key',
      caught: /signed by a stranger got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ claims }) => claims['jti'] === 'stranger'),
    },
    {
      breaks: 'takes a signature of zeros for right, as verifiers did that left out a check of range',
      caught: /with a signature of zeros got 200/u,
      sabotage: (wire) => laxAbout(wire, ({ signature }) => /^A{80,}/u.test(signature)),
    },
    {
      breaks: 'looks at no signature where there is none',
      caught: /without its last part got 200/u,
      sabotage: (wire) => laxGate(wire, (bearer) => bearer.split('.').length === 2),
    },
    {
      breaks: 'lets an altered token in at the second try',
      caught: /signature got 200/u,
      hides: 'retry',
      sabotage(wire) {
        const tried = new Set<string>();
        return laxGate(wire, (bearer) => {
          const again = tried.has(bearer);
          tried.add(bearer);
          return again;
        });
      },
    },
  ],
});

/** The token with one thing changed in each; an opaque token can only be cut and changed. */
async function alterationsOf(token: string): Promise<Record<string, string>> {
  const jwt = jwtIn(token);
  if (jwt === null)
    return { 'cut at its end': token.slice(0, -4), 'with its first half turned around': turned(token) };
  const { header, claims, signature } = jwt;
  const [first = '', second = ''] = token.split('.');
  const { privateKey } = await generateKeyPair('ES256');
  const zeros = base64url.encode(new Uint8Array(base64url.decode(signature).length));
  return {
    'without its signature': `${first}.${second}.`,
    'without its last part': `${first}.${second}`,
    'with another signature': `${first}.${second}.${turned(signature)}`,
    'with a signature of zeros': `${first}.${second}.${zeros}`,
    'with its signature in DER': `${first}.${second}.${inDer(signature)}`,
    'with the algorithm none': jwtOf({ header: { ...header, alg: 'none' }, claims, signature: '' }),
    'with the algorithm nOnE': jwtOf({ header: { ...header, alg: 'nOnE' }, claims, signature: '' }),
    'that lives longer than it was signed for': jwtOf({
      header,
      claims: { ...claims, exp: Number(claims['exp']) + 60 },
      signature,
    }),
    'signed by a stranger': await new SignJWT({ ...claims, jti: 'stranger' })
      .setProtectedHeader({ ...header, alg: 'ES256' })
      .sign(privateKey),
  };
}

/** The two numbers of the signature as an ASN.1 sequence, which JWS does not know. @see RFC 7518, section 3.4 */
function inDer(signature: string): string {
  const raw = base64url.decode(signature);
  const half = raw.length / 2;
  const numbers = [raw.subarray(0, half), raw.subarray(half)].flatMap((number) => [
    2,
    number.length,
    ...number,
  ]);
  return base64url.encode(Uint8Array.from([0x30, numbers.length, ...numbers]));
}

function turned(text: string): string {
  const middle = Math.floor(text.length / 2);
  return Array.from(text.slice(0, middle)).toReversed().join('') + text.slice(middle);
}
