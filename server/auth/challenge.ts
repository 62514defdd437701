import { SCOPES, type Scope } from '#contract/scopes.ts';

/** What every use of the endpoint needs. A single tool may need more. */
export const GATE_SCOPES: readonly Scope[] = ['optimove:read'];

/**
 * What a host is told to ask the person for: read access, and draft-write access for the Builder tools. The person may keep the
 * second back on the consent page.
 *
 * @see Optimove MCP Connector, "Scopes"
 */
const REQUESTED_SCOPES: readonly Scope[] = SCOPES;

const RETRY_AFTER_SECONDS = 5;

/** Each denial has one fixed text: nothing that the caller sent is ever in an answer. */
const DENIALS = {
  no_credentials: [
    401,
    'unauthorized',
    'This endpoint needs an access token. Sign in to Optimove to get one.',
  ],
  invalid_token: [
    401,
    'invalid_token',
    'The access token is malformed, expired, revoked, or not for this server.',
  ],
  token_in_query: [400, 'invalid_request', 'Access tokens are accepted in the Authorization header only.'],
  insufficient_scope: [403, 'insufficient_scope', 'The access token lacks a scope that this call needs.'],
  issuer_unavailable: [
    503,
    'temporarily_unavailable',
    'The Optimove sign-in service cannot vouch for the access token now. Try again in a few seconds.',
  ],
} as const satisfies Record<string, readonly [status: number, error: string, description: string]>;

/** Why a request is not served. `needs` are all scopes that it takes, not only the missing ones; without it, what a host requests. */
export interface Denial {
  code: keyof typeof DENIALS;
  needs?: readonly Scope[];
}

/**
 * The HTTP answer to a denial. Without credentials its challenge carries no error code.
 *
 * @see RFC 6750, section 3; RFC 9728, section 5.1; MCP 2026-07-28, Authorization, "Scope Challenge Handling"
 */
export function denialResponse(
  { code, needs = REQUESTED_SCOPES }: Denial,
  resourceMetadataUrl: string,
): Response {
  const [status, error, description] = DENIALS[code];
  const challenge = bearer({
    ...(code !== 'no_credentials' && { error, error_description: description }),
    scope: needs.join(' '),
    resource_metadata: resourceMetadataUrl,
  });
  return Response.json(
    { error, error_description: description },
    {
      status,
      headers:
        status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : { 'www-authenticate': challenge },
    },
  );
}

function bearer(parameters: Record<string, string>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${pairs.join(', ')}`;
}
