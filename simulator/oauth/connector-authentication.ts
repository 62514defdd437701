import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { EntryStore } from './entry-store.ts';
import { machineSeconds } from './machine-time.ts';
import { SIGNING_ALGORITHM } from './signing-key.ts';

/** The one confidential client: the connector. It has no secret, only keys that it publishes. */
export const CONNECTOR_ID = 'optimove-mcp-connector';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_LIFE_SECONDS = 300;
const REFETCH_COOLDOWN_MILLISECONDS = 5_000;
const TIMEOUT_MILLISECONDS = 3_000;

/** Says what keeps a form from being the connector's, or null when nothing does. */
export type ConnectorAuthentication = (form: URLSearchParams) => Promise<string | null>;

/**
 * Knows the connector by a signed assertion that works once. Its keys are fetched when they are first needed, and again for a
 * key that is not known yet, though not more often than the cooldown lets.
 *
 * @see RFC 7523, section 3 "JWT Format and Processing Requirements"
 */
export function createConnectorAuthentication(options: {
  issuer: string;
  endpoints: readonly string[];
  jwksUrl: string;
  fetch: typeof fetch;
  store: EntryStore;
}): ConnectorAuthentication {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    [customFetch]: options.fetch,
    cooldownDuration: REFETCH_COOLDOWN_MILLISECONDS,
    timeoutDuration: TIMEOUT_MILLISECONDS,
  });
  const verify = async (assertion: string) =>
    jwtVerify(assertion, keys, {
      issuer: CONNECTOR_ID,
      subject: CONNECTOR_ID,
      audience: [options.issuer, ...options.endpoints],
      algorithms: [SIGNING_ALGORITHM],
      requiredClaims: ['exp', 'jti'],
    });

  return async (form) => {
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
      return `Only ${CONNECTOR_ID} may do this, with a client_assertion of type ${ASSERTION_TYPE}.`;
    }
    if ((form.get('client_id') ?? CONNECTOR_ID) !== CONNECTOR_ID) {
      return `Only ${CONNECTOR_ID} may do this; client_id names another client.`;
    }
    try {
      const { payload } = await verify(form.get('client_assertion') ?? '');
      const { jti = '', exp = 0 } = payload;
      if (exp - machineSeconds() > LONGEST_LIFE_SECONDS) {
        return `The client_assertion lives too long: at most ${LONGEST_LIFE_SECONDS} seconds are allowed.`;
      }
      return isFirstUse(options.store, jti) ? null : 'The client_assertion was used before: sign a new one.';
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || error instanceof TypeError) {
        return `The keys of ${CONNECTOR_ID} could not be fetched from ${options.jwksUrl}.`;
      }
      if (error instanceof errors.JOSEError) return `The client_assertion is not accepted: ${error.message}.`;
      throw error;
    }
  };
}

/** One memory for every endpoint, so that an assertion is not good once at each. */
function isFirstUse(store: EntryStore, jti: string): boolean {
  const kind = 'ConnectorAssertion';
  if (store.find(kind, jti)) return false;
  store.put(kind, jti, {}, LONGEST_LIFE_SECONDS);
  return true;
}
