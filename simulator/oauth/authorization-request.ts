import type { Scope } from '#contract/scopes.ts';
import { foldResource } from './resource-indicator.ts';

const DEFAULT_SCOPE: Scope = 'optimove:read';
/** Asked for by many clients out of habit. Refresh tokens are given without it, and there are no ID tokens. */
const IDLE_SCOPES = new Set(['offline_access', 'openid', 'profile', 'email']);

/**
 * Settles what RFC 6749 leaves to the server before `oidc-provider` compares strings: the default scope, scopes without a
 * meaning here, and the spelling of the resource. A parameter that is there twice is left for the provider to refuse.
 *
 * @see RFC 6749, section 3.3 "Access Token Scope"
 */
export function settleAuthorizationRequest(url: URL, resource: string): URL {
  const settled = new URL(url);
  const scopes = url.searchParams.getAll('scope');
  if (scopes.length <= 1) {
    const named = (scopes[0] ?? '').split(' ').filter((name) => name !== '' && !IDLE_SCOPES.has(name));
    settled.searchParams.set('scope', named.join(' ') || DEFAULT_SCOPE);
  }
  const resources = url.searchParams.getAll('resource');
  const [only] = resources;
  if (resources.length === 1 && only !== undefined) {
    settled.searchParams.set('resource', foldResource(only, resource));
  }
  return settled;
}
