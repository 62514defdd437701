import { errors, type ClientMetadata } from 'oidc-provider';
import type { RedirectPolicy } from './redirect-policy.ts';
import { SIGNING_ALGORITHM } from './signing-key.ts';

const GRANT_TYPES = ['authorization_code', 'refresh_token'];
const MOST_REDIRECT_URIS = 10;
const LONGEST_NAME = 80;
export const UNNAMED = 'Unnamed application';

/** What this server could be made to fetch or to show, and what it has no use for. */
const NEVER_KEPT = [
  'client_secret',
  'client_secret_expires_at',
  'client_uri',
  'contacts',
  'default_acr_values',
  'default_max_age',
  'initiate_login_uri',
  'jwks',
  'jwks_uri',
  'logo_uri',
  'policy_uri',
  'require_auth_time',
  'scope',
  'sector_identifier_uri',
  'subject_type',
  'token_endpoint_auth_signing_alg',
  'tos_uri',
] as const satisfies (keyof ClientMetadata)[];

/** The library's own error has one fixed text, which is about authorization requests. */
function invalidRedirectUri(description: string): Error {
  return new errors.CustomOIDCProviderError('invalid_redirect_uri', description);
}

/**
 * Replaces what a client asks for by what it gets; holds for registration, its management and client ID metadata documents
 * alike. Real hosts register several redirect URIs at once, some of them foreign here: those are left out rather than refused.
 *
 * @see RFC 7591, section 3.2.1 "Client Information Response": the server may replace metadata
 */
export function applyClientPolicy(metadata: ClientMetadata, redirectKind: RedirectPolicy): void {
  const uris: unknown = metadata.redirect_uris;
  if (!isListOfStrings(uris) || uris.length === 0 || uris.length > MOST_REDIRECT_URIS) {
    throw invalidRedirectUri(`redirect_uris must hold 1 to ${MOST_REDIRECT_URIS} addresses`);
  }
  const kinds = new Map(uris.map((uri) => [uri, redirectKind(uri)]));
  if ([...kinds.values()].includes('dangerous')) {
    throw invalidRedirectUri(
      'redirect_uris holds a forbidden scheme, user information, a fragment or a control character',
    );
  }
  const kept = [...kinds.keys()].filter((uri) => kinds.get(uri) !== 'foreign');
  if (kept.length === 0) {
    throw invalidRedirectUri(
      'none of the redirect_uris is allowed: use a loopback address, one of Claude, or one that the operator listed in REDIRECT_URIS',
    );
  }
  metadata.redirect_uris = kept;
  // RFC 8252, section 7.3: only a native client is matched on a loopback address with any port.
  metadata.application_type = kept.every((uri) => uri.startsWith('https:')) ? 'web' : 'native';
  metadata.grant_types = allowed('grant_types', metadata.grant_types ?? GRANT_TYPES, GRANT_TYPES);
  metadata.response_types = allowed('response_types', metadata.response_types ?? ['code'], ['code']);
  metadata['response_modes'] = ['query'];
  metadata.token_endpoint_auth_method = 'none';
  metadata.id_token_signed_response_alg = SIGNING_ALGORITHM;
  metadata.client_name = readableName(metadata.client_name);
  for (const name of NEVER_KEPT) delete metadata[name];
}

function isListOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function allowed<Name extends string>(member: string, asked: unknown, known: readonly Name[]): Name[] {
  const kept = isListOfStrings(asked) ? known.filter((name) => asked.includes(name)) : [];
  const [first] = known;
  if (first === undefined || !kept.includes(first)) {
    throw new errors.InvalidClientMetadata(`${member} must hold ${first}`);
  }
  return kept;
}

/** Takes out what cannot be seen and could deceive, such as characters that reverse the direction of the text. */
function readableName(name: unknown): string {
  if (typeof name !== 'string') return UNNAMED;
  const visible = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return visible.slice(0, LONGEST_NAME).toWellFormed() || UNNAMED;
}
