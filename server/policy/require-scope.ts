import type { Scope } from '#contract/scopes.ts';
import type { Principal, ReadTool } from '../ports.ts';

/** The scope that each kind of tool takes, at the endpoint and, exchanged, at the tenant API. */
export const SCOPE_OF_KIND = { read: 'optimove:read' } as const satisfies Record<ReadTool['kind'], Scope>;

/** Whether the principal's live scopes cover a tool. */
export function permits(principal: Principal, { kind }: Pick<ReadTool, 'kind'>): boolean {
  return principal.scopes.has(SCOPE_OF_KIND[kind]);
}
