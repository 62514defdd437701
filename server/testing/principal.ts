import type { Principal, TenantAccess } from '../ports.ts';

export const LUMENPLAY: TenantAccess = {
  id: 'lumenplay',
  name: 'Lumenplay',
  region: 'eu',
  time_zone: 'Europe/Malta',
};

/** A user of one tenant who reads. */
export function principalWith(change: Partial<Principal> = {}): Principal {
  return {
    user_id: 'u1',
    client_id: 'mcp-client',
    grant_id: 'g1',
    scopes: new Set(['optimove:read']),
    tenants: [LUMENPLAY],
    now: new Date('2026-11-22T12:00:00Z'),
    ...change,
  };
}
