import { createHash } from 'node:crypto';
import { z } from 'zod';
import { API_SCOPES, type ApiScope } from '#contract/scopes.ts';
import { AccessEnded } from '../access-ended.ts';
import type { Log } from '../log.ts';
import type { ToolFailure } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';
import { IssuerUnavailable, type Issuer } from './issuer.ts';
import { createTokenCache, type Obtained } from './token-cache.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';
const CACHED_TOKENS = 10_000;
const CACHED_SECONDS = 55;
const MARGIN_SECONDS = 5;

/** What is said of a subject token that is dead, or no longer covers the scope. @see RFC 8693, section 2.2.2 */
const DEAD_SUBJECT = ['invalid_request', 'invalid_grant', 'invalid_scope'];

export interface TokenExchangeOptions {
  issuer: Issuer;
  /** The tenant API as a resource: the audience of the tokens. */
  resource: string;
  now: () => Date;
  log: Log;
}

/** Exchanges a caller's token for one of the tenant API, for one scope. The caller's own token never goes upstream. */
export interface TokenExchange {
  /** @throws AccessEnded when the caller's token is dead. */
  get(subjectToken: string, scope: ApiScope): Promise<Result<string, ToolFailure>>;
  /** Another token than `refused`. */
  renew(subjectToken: string, scope: ApiScope, refused: string): Promise<Result<string, ToolFailure>>;
  /** Forgets everything that came of this token. */
  drop(subjectToken: string): void;
}

/** Tokens are kept by a digest of the caller's token and the scope. */
export function createTokenExchange({ issuer, resource, now, log }: TokenExchangeOptions): TokenExchange {
  const cache = createTokenCache({ now, capacity: CACHED_TOKENS });

  async function exchange(subjectToken: string, scope: ApiScope): Promise<Obtained> {
    const answerSchema = z.object({
      access_token: z.string().min(1),
      token_type: z.string().regex(/^bearer$/i),
      expires_in: z.number().positive(),
      scope: z.literal(scope),
    });
    const { status, body } = await issuer.post('token_endpoint', {
      grant_type: GRANT_TYPE,
      subject_token: subjectToken,
      subject_token_type: ACCESS_TOKEN_TYPE,
      requested_token_type: ACCESS_TOKEN_TYPE,
      resource,
      scope,
    });
    const refusal = z.object({ error: z.string() }).safeParse(body).data?.error;
    if (status === 400 && refusal !== undefined && DEAD_SUBJECT.includes(refusal)) throw new AccessEnded();
    const parsed = answerSchema.safeParse(body);
    if (status !== 200 || !parsed.success) throw new IssuerUnavailable('token exchange', `status ${status}`);
    const { access_token, expires_in } = parsed.data;
    return { token: access_token, seconds: Math.min(expires_in - MARGIN_SECONDS, CACHED_SECONDS) };
  }

  async function get(subjectToken: string, scope: ApiScope): Promise<Result<string, ToolFailure>> {
    try {
      return ok(await cache.get(placeOf(subjectToken, scope), async () => exchange(subjectToken, scope)));
    } catch (thrown) {
      if (!(thrown instanceof IssuerUnavailable)) throw thrown;
      log({ level: 'warn', event: 'issuer_unavailable', step: thrown.step, problem: thrown.problem });
      return fail({ code: 'upstream_unavailable' });
    }
  }

  return {
    get,
    async renew(subjectToken, scope, refused) {
      await cache.forget(placeOf(subjectToken, scope), refused);
      return get(subjectToken, scope);
    },
    drop(subjectToken) {
      for (const scope of API_SCOPES) cache.drop(placeOf(subjectToken, scope));
    },
  };
}

function placeOf(subjectToken: string, scope: ApiScope): string {
  return `${createHash('sha256').update(subjectToken).digest('base64url')}|${scope}`;
}
