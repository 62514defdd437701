import type { AccessTokens } from './access-tokens.ts';
import type { Grants } from './grants.ts';

/**
 * Ends the grant behind a JWT access token, which `oidc-provider` cannot, as it keeps none. Whether the token was one: any
 * other is left to the provider. A token of another client, or one that is no longer good, changes nothing and is no error.
 *
 * @see RFC 7009, section 2.2 "Revocation Response"
 */
export async function revokeAccessToken(
  form: URLSearchParams,
  options: {
    tokens: AccessTokens;
    grants: Grants;
    mcpResource: string;
    findClient: (id: string) => Promise<unknown>;
  },
): Promise<boolean> {
  const [token, clientId] = [form.get('token') ?? '', form.get('client_id') ?? ''];
  if (token.split('.').length !== 3 || !(await options.findClient(clientId))) return false;
  const live = await options.tokens.live(token, options.mcpResource);
  if (live?.claims.client_id === clientId) options.grants.revoke([live.grant]);
  return true;
}
