import type { Log } from '../log.ts';
import { BEARER_TOKEN_BYTES } from '../limits.ts';
import type { Principal } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { GATE_SCOPES, type Denial } from './challenge.ts';
import { introspect } from './introspect.ts';
import { IssuerUnavailable, type Issuer } from './issuer.ts';
import { createTokenVerifier } from './verify-token.ts';

/** `token68` of RFC 9110, section 11.2, after exactly the scheme `Bearer`. */
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

export interface Authorized {
  token: string;
  principal: Principal;
}

export interface BearerGateOptions {
  issuer: Issuer;
  publicUrl: string;
  now: () => Date;
  log: Log;
  /** Told of each token that turns out dead. */
  onDead: (token: string) => void;
}

/** Lets through what carries a live access token for this resource: checked here, and vouched for by the issuer on every request. */
export function createBearerGate({ issuer, publicUrl, now, log, onDead }: BearerGateOptions) {
  const verifyToken = createTokenVerifier({ issuer, audience: publicUrl, now });

  async function authorize(token: string): Promise<Result<Authorized, Denial>> {
    const claims = await verifyToken(token);
    if (claims === null) return fail({ code: 'invalid_token' });
    const principal = await introspect(issuer, token, claims, now);
    if (principal === null) {
      onDead(token);
      return fail({ code: 'invalid_token' });
    }
    const enough = GATE_SCOPES.every((scope) => principal.scopes.has(scope));
    return enough ? ok({ token, principal }) : fail({ code: 'insufficient_scope', needs: GATE_SCOPES });
  }

  return async function gate(request: Request): Promise<Result<Authorized, Denial>> {
    if (new URL(request.url).searchParams.has('access_token')) return fail({ code: 'token_in_query' });
    const header = request.headers.get('authorization');
    if (header === null || !/^bearer\b/i.test(header)) return fail({ code: 'no_credentials' });
    const token = BEARER.exec(header)?.[1];
    if (token === undefined || token.length > BEARER_TOKEN_BYTES) return fail({ code: 'invalid_token' });
    try {
      return await authorize(token);
    } catch (thrown) {
      if (!(thrown instanceof IssuerUnavailable)) throw thrown;
      log({ level: 'warn', event: 'issuer_unavailable', step: thrown.step, problem: thrown.problem });
      return fail({ code: 'issuer_unavailable' });
    }
  };
}
