import { createHash } from 'node:crypto';
import type { TokenChanges } from '../../witness/witness.ts';
import { createAccessTokens, TOKEN_SECONDS } from './access-tokens.ts';
import { oauthError } from './pages.ts';
import type { SoundUser, SoundWorld, Speaker } from './world.ts';

const CODE_SECONDS = 60;

/** What a user approved of. */
export interface Approval {
  user: SoundUser;
  clientId: string;
  redirectUri: string;
  challenge: string;
  scope: string;
}

interface Grant extends Approval {
  id: string;
  alive: boolean;
}

/** Codes, refresh tokens and access tokens, each of one approval, which ends as a whole. */
export async function createGrants(
  world: SoundWorld,
  { issuer, resource, fresh }: { issuer: string; resource: string; fresh: (kind: string) => string },
) {
  const accessTokens = await createAccessTokens(world, issuer, resource);
  const codes = new Map<string, { grant: Grant; until: number; used: boolean }>();
  const refreshTokens = new Map<string, { grant: Grant; used: boolean }>();
  const grants = new Map<string, Grant>();
  const seconds = () => Math.floor(world.now().getTime() / 1000);

  const issue = async (grant: Grant, scope = grant.scope): Promise<Response> => {
    const access = await accessTokens.issue({ ...grant, scope });
    const refresh = fresh('refresh');
    refreshTokens.set(refresh, { grant, used: false });
    const tokens = { access_token: access, token_type: 'Bearer', expires_in: TOKEN_SECONDS };
    const headers = { 'cache-control': 'no-store' };
    return Response.json({ ...tokens, refresh_token: refresh, scope }, { headers });
  };

  /** What is used a second time ends the grant: somebody else has it too. */
  const useOnce = (token: { grant: Grant; used: boolean }): boolean => {
    if (token.used) token.grant.alive = false;
    token.used = true;
    return token.grant.alive && !token.grant.user.disabled;
  };

  const live = async (token: string, audience?: string) => {
    const claims = await accessTokens.read(token, audience);
    const grant = grants.get(claims?.gid ?? '');
    if (claims === null || grant?.alive !== true || grant.user.disabled) return null;
    if (claims.sub !== grant.user.id || claims.client_id !== grant.clientId) return null;
    return { grant, ...claims };
  };

  return {
    keySet: accessTokens.keySet,
    approve(approval: Approval): string {
      const grant = { ...approval, id: fresh('grant'), alive: true };
      grants.set(grant.id, grant);
      const code = fresh('code');
      codes.set(code, { grant, until: seconds() + CODE_SECONDS, used: false });
      return code;
    },
    async redeem(form: URLSearchParams): Promise<Response> {
      const code = codes.get(form.get('code') ?? '');
      const verifier = form.get('code_verifier') ?? '';
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const good =
        code !== undefined &&
        code.until > seconds() &&
        code.grant.clientId === form.get('client_id') &&
        code.grant.redirectUri === form.get('redirect_uri') &&
        code.grant.challenge === challenge &&
        useOnce(code);
      return good ? issue(code.grant) : oauthError(400, 'invalid_grant');
    },
    async refresh(form: URLSearchParams): Promise<Response> {
      const token = refreshTokens.get(form.get('refresh_token') ?? '');
      if (token === undefined || token.grant.clientId !== form.get('client_id'))
        return oauthError(400, 'invalid_grant');
      const approved = token.grant.scope.split(' ');
      const scope = form.get('scope') ?? token.grant.scope;
      if (scope.split(' ').some((one) => !approved.includes(one))) return oauthError(400, 'invalid_scope');
      return useOnce(token) ? issue(token.grant, scope) : oauthError(400, 'invalid_grant');
    },
    /** RFC 7009: of its own tokens, a client may end any; of others it learns nothing. */
    async end(token: string, clientId: string | null): Promise<void> {
      const grant = refreshTokens.get(token)?.grant ?? (await live(token))?.grant;
      if (grant?.clientId === clientId) grant.alive = false;
    },
    revoke(which: (grant: Approval) => boolean): void {
      for (const grant of [...grants.values()].filter(which)) grant.alive = false;
    },
    /** Takes one scope out of these; what they are left with goes on. */
    narrow(which: (grant: Approval) => boolean, scope: string): void {
      for (const grant of [...grants.values()].filter(which))
        grant.scope = grant.scope
          .split(' ')
          .filter((one) => one !== scope)
          .join(' ');
    },
    clientsOf: (user: SoundUser) =>
      new Set(
        [...grants.values()].filter((one) => one.alive && one.user === user).map((one) => one.clientId),
      ),
    /** Who speaks through this access token, if it is good and its grant alive. */
    async speaker(bearer: string, audience?: string): Promise<Speaker | null> {
      const token = await live(bearer, audience);
      if (token === null) return null;
      const { user, clientId, scope: approved } = token.grant;
      const scopes = approved.split(' ').filter((one) => token.scope.split(' ').includes(one));
      return { user, clientId, scopes };
    },
    /** A token of the API in the place of a good one of the connector; it never lives longer. */
    async exchange(bearer: string, audience: string): Promise<string | null> {
      const token = await live(bearer);
      if (token === null) return null;
      const { exp, scope } = token;
      return accessTokens.issue(token.grant, { claims: { aud: audience, exp, scope } });
    },
    /** Tokens without sign-in, as the control API gives them: of the API, and of the connector. */
    async tokensFor(user: SoundUser, api: string, scope: string, changes: TokenChanges) {
      const approved = { user, clientId: 'developer', redirectUri: '', challenge: '', scope };
      const grant = { ...approved, id: fresh('grant'), alive: true };
      grants.set(grant.id, grant);
      return {
        token: await accessTokens.issue(grant, { claims: { aud: api } }),
        mcp_token: await accessTokens.issue(grant, changes),
      };
    },
  };
}
