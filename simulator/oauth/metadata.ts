import { SCOPES } from '#contract/scopes.ts';
import { TOKEN_EXCHANGE } from './token-exchange.ts';

/** Members of OpenID Connect, whose ID tokens this server does not issue. */
const WITHOUT_USE = [
  'acr_values_supported',
  'claim_types_supported',
  'claims_parameter_supported',
  'claims_supported',
  'id_token_signing_alg_values_supported',
  'request_parameter_supported',
  'request_uri_parameter_supported',
  'subject_types_supported',
  'token_endpoint_auth_signing_alg_values_supported',
];

/**
 * The metadata of `oidc-provider` with what an MCP host has no use for left out, and with what is ours added.
 *
 * @see RFC 8414, section 2 "Authorization Server Metadata"
 */
export function authorizationServerMetadata(
  found: Readonly<Record<string, unknown>>,
  issuer: string,
): Record<string, unknown> {
  const kept = Object.entries(found).filter(([name]) => !WITHOUT_USE.includes(name));
  return {
    ...Object.fromEntries(kept),
    scopes_supported: SCOPES,
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', TOKEN_EXCHANGE],
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    revocation_endpoint_auth_methods_supported: ['none'],
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ['private_key_jwt'],
    introspection_endpoint_auth_signing_alg_values_supported: ['ES256'],
  };
}
