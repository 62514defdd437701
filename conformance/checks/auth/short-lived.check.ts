import { decodeJwt } from 'jose';
import { defineCheck } from '../../define.ts';
import { Violation } from '../../finding.ts';
import { rewriteDocument } from '../../sabotage/sabotage.ts';

const LONGEST_SECONDS = 3600;

export default defineCheck({
  requirement: 'auth.short-lived',
  async run(connector) {
    const { tokens } = await connector.grant('wide');
    if (tokens.expires_in === undefined)
      throw new Violation('the token response does not say when the token expires');
    const lifetime = Math.max(tokens.expires_in, lifetimeInside(tokens.access_token) ?? 0);
    if (lifetime > LONGEST_SECONDS) {
      throw new Violation(`access tokens live ${lifetime} seconds, longer than ${LONGEST_SECONDS}`);
    }
    return `access tokens live ${lifetime} seconds`;
  },
  saboteurs: [
    {
      breaks: 'gives out tokens for a day',
      caught: /live 86400 seconds, longer than 3600/u,
      sabotage: (wire) =>
        rewriteDocument(wire, '/token', (document) =>
          'access_token' in document ? { ...document, expires_in: 86_400 } : document,
        ),
    },
  ],
});

/** Seconds from issue to expiry where the token is a JWT; undefined for an opaque one. */
function lifetimeInside(token: string): number | undefined {
  try {
    const { exp, iat } = decodeJwt(token);
    return exp === undefined || iat === undefined ? undefined : exp - iat;
  } catch {
    return undefined;
  }
}
