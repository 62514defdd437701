import { z } from 'zod';

/**
 * The two OAuth scopes of the connector. No scope permits activating, scheduling, sending, modifying or deleting.
 *
 * @see Optimove MCP Connector, "Scopes"
 */
export const SCOPES = ['optimove:read', 'optimove:drafts.write'] as const;
export const scopeSchema = z.enum(SCOPES);
export type Scope = z.infer<typeof scopeSchema>;

/** The scopes of the tenant API itself: what a connector gets by token exchange (RFC 8693), never an MCP host. */
export const API_SCOPES = ['api:read', 'api:drafts'] as const;
export const apiScopeSchema = z.enum(API_SCOPES);
export type ApiScope = z.infer<typeof apiScopeSchema>;

/** The API scope that each connector scope may be exchanged for. */
export const API_SCOPE_OF = {
  'optimove:read': 'api:read',
  'optimove:drafts.write': 'api:drafts',
} as const satisfies Record<Scope, ApiScope>;
