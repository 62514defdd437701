import { SCOPES } from '#contract/scopes.ts';
import type { Account } from '../ports.ts';
import type { TokenChanges } from '../token-changes.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Grants } from './grants.ts';

/** The application that a developer at a command line, or a test, acts through; it stands in the journal and on the profile page. */
export const DEVELOPER_ID = 'developer';
export const DEVELOPER_NAME = 'Developer tools';
const API_SECONDS = 86_400;
/** A connector takes no token that lives longer. */
const MCP_SECONDS = 3_600;

/**
 * Gives tokens of the tenant API and of the connector without the pages of sign-in and consent. Each rests on a grant like any other: the profile
 * page and `POST /grants/revoke` end it, and the rights of the user at the moment of a call decide.
 */
export function createDeveloperTokens({
  tokens,
  grants,
  apiResource,
  mcpResource,
}: {
  tokens: AccessTokens;
  grants: Grants;
  apiResource: string;
  mcpResource: string;
}): (account: Account, changes?: TokenChanges) => Promise<{ api: string; mcp: string }> {
  return async ({ accountId }, changes) => {
    const whole = grants
      .ofUser(accountId)
      .find(({ clientId, scopes }) => clientId === DEVELOPER_ID && scopes.size === SCOPES.length);
    const grant = whole ?? grants.open(accountId, DEVELOPER_ID, SCOPES);
    return {
      api: await tokens.issueFromGrant(grant, { kind: 'api', audience: apiResource, expiresIn: API_SECONDS }),
      mcp: await tokens.issueFromGrant(
        grant,
        { kind: 'mcp', audience: mcpResource, expiresIn: MCP_SECONDS },
        changes,
      ),
    };
  };
}
