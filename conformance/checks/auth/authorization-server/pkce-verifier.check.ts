import { createHash } from 'node:crypto';
import { redemption, requestTokens, tokensFor, tokensIn } from '../../../client/authorization-probe.ts';
import { defineCheck } from '../../../define.ts';
import type { Wire } from '../../../define.ts';
import { Violation } from '../../../finding.ts';
import { rewriteAuthorization, rewriteTokenRequest } from '../../../sabotage/sabotage-authorization.ts';
import type { Fetch } from '../../../client/wire.ts';

const ATTEMPTS: Readonly<Record<string, (form: URLSearchParams) => void>> = {
  'without a verifier': (form) => form.delete('code_verifier'),
  'with an empty verifier': (form) => form.set('code_verifier', ''),
  'with the verifier of somebody else': (form) => form.set('code_verifier', 'v'.repeat(64)),
  'with a verifier that begins like the right one': (form) =>
    form.set('code_verifier', `${form.get('code_verifier') ?? ''}x`),
};

export default defineCheck({
  requirement: 'auth.pkce-verifier',
  async run(connector) {
    await tokensFor(connector, await redemption(connector));
    for (const [attempt, change] of Object.entries(ATTEMPTS)) {
      const form = await redemption(connector);
      change(form);
      const answer = await requestTokens(connector, form);
      if (tokensIn(answer) !== null)
        throw new Violation(`a code was redeemed ${attempt}`, { calls: [answer.exchange] });
    }
    return `redeemed with its verifier; refused in ${Object.keys(ATTEMPTS).length} other ways`;
  },
  saboteurs: [
    {
      breaks: 'asks for no verifier where none is sent',
      caught: /redeemed without a verifier/u,
      sabotage: (wire) => judgingVerifiers(wire, (given, isRight) => given === null || isRight(given)),
    },
    {
      breaks: 'takes a verifier that is longer than the right one',
      hides: 'rare argument',
      caught: /begins like the right one/u,
      sabotage: (wire) =>
        judgingVerifiers(wire, (given, isRight) => {
          const text = given ?? '';
          return isRight(text) || isRight(text.slice(0, -1));
        }),
    },
  ],
});

/** Binds every code to a verifier of its own, and judges itself which ones of the client are good. */
function judgingVerifiers(
  wire: Wire,
  isGood: (given: string | null, isRight: (verifier: string) => boolean) => boolean,
): Fetch {
  const own = 'o'.repeat(64);
  let asked: string | null = null;
  const fetch = rewriteAuthorization(wire, (query) => {
    asked = query.get('code_challenge');
    query.set('code_challenge', challengeOf(own));
  });
  return rewriteTokenRequest({ fetch }, (form) => {
    const good = isGood(form.get('code_verifier'), (verifier) => challengeOf(verifier) === asked);
    form.set('code_verifier', good ? own : '');
  });
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
