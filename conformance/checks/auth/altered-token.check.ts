import { base64url, generateKeyPair, SignJWT } from 'jose';
import { z } from 'zod';
import { defineCheck } from '../../define.ts';
import { laxGate } from '../../faulty-gates.ts';
import { NotTestable, Violation } from '../../finding.ts';
import { knock } from '../../raw-request.ts';
import { jsonSchema } from '../../wire.ts';
import type { Json } from '../../wire.ts';

export default defineCheck({
  requirement: 'auth.altered-token',
  async run(connector) {
    const good = (await connector.grant('wide')).tokens.access_token;
    const alterations = await alterationsOf(good);
    const control = await knock(connector, good);
    if (control.status !== 200) throw new NotTestable(`a good token is answered with ${control.status}`);
    // Each twice: a refusal must not be forgotten at the next try.
    for (const [alteration, token] of [...Object.entries(alterations), ...Object.entries(alterations)]) {
      const { status, exchange } = await knock(connector, token);
      if (status !== 401) {
        throw new Violation(`a token ${alteration} got ${status}, not 401`, { calls: [exchange] });
      }
    }
    const again = await knock(connector, good);
    if (again.status !== 200) throw new NotTestable(`the good token stopped working: ${again.status}`);
    return `${Object.keys(alterations).length} alterations refused, the token itself accepted`;
  },
  saboteurs: [
    {
      breaks: 'accepts tokens that say they need no signature',
      caught: /with the algorithm none got 200/u,
      sabotage: (wire) => laxGate(wire, (bearer) => /"alg":"none"/u.test(part(bearer, 0))),
    },
    {
      breaks: 'does not hold the signature against its key',
      caught: /signed by a stranger got 200/u,
      sabotage: (wire) =>
        laxGate(
          wire,
          (bearer) => /"alg":"ES256"/u.test(part(bearer, 0)) && part(bearer, 1).includes('"stranger"'),
        ),
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
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = claimsIn(payload);
  if (claims === null || signature === '') {
    return { 'cut at its end': token.slice(0, -4), 'with its first half turned around': turned(token) };
  }
  const { privateKey } = await generateKeyPair('ES256');
  const protectedHeader = z.looseObject({ alg: z.string() }).parse(JSON.parse(part(token, 0)));
  return {
    'without its signature': `${header}.${payload}.`,
    'with another signature': `${header}.${payload}.${turned(signature)}`,
    'with the algorithm none': `${encoded({ ...protectedHeader, alg: 'none' })}.${payload}.`,
    'that lives longer than it was signed for': `${header}.${encoded({ ...claims, exp: Number(claims['exp']) + 60 })}.${signature}`,
    'signed by a stranger': await new SignJWT({ ...claims, jti: 'stranger' })
      .setProtectedHeader({ ...protectedHeader, alg: 'ES256' })
      .sign(privateKey),
  };
}

function claimsIn(payload: string): Json | null {
  try {
    return jsonSchema.parse(JSON.parse(new TextDecoder().decode(base64url.decode(payload))));
  } catch {
    return null;
  }
}

function part(token: string, index: number): string {
  return new TextDecoder().decode(base64url.decode(token.split('.')[index] ?? ''));
}

function encoded(value: unknown): string {
  return base64url.encode(JSON.stringify(value));
}

function turned(text: string): string {
  const middle = Math.floor(text.length / 2);
  return Array.from(text.slice(0, middle)).toReversed().join('') + text.slice(middle);
}
