import type { Scope } from '#contract/scopes.ts';
import type { Principal, Tool } from '../ports.ts';

/** The scope that each kind of tool takes. */
export const SCOPE_OF_KIND = {
  read: 'optimove:read',
  builder: 'optimove:drafts.write',
} as const satisfies Record<Tool['kind'], Scope>;

/** Whether the principal's live scopes cover a tool. */
export function permits(principal: Principal, { kind }: Pick<Tool, 'kind'>): boolean {
  return principal.scopes.has(SCOPE_OF_KIND[kind]);
}
