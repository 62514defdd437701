import type { Principal, TenantElsewhere } from '../ports.ts';
import { fail, ok, type Result } from '../result.ts';

/** The region that a connector serves, and where those of other regions are. */
export interface Region {
  own: string;
  /** The MCP endpoint of each other region. */
  endpoints: ReadonlyMap<string, string>;
}

/**
 * Parts the tenants of a user: what is kept in another region stays in sight as a pointer only, and nothing is read of it.
 * Without a region a connector serves all of them.
 *
 * @see Optimove MCP Connector, "Data handling and privacy"
 */
export function createRegionRule(region: Region | undefined): (principal: Principal) => Principal {
  if (region === undefined) return (principal) => principal;
  const { own, endpoints } = region;
  return (principal) => ({
    ...principal,
    tenants: principal.tenants.filter((tenant) => tenant.region === own),
    elsewhere: principal.tenants
      .filter((tenant) => tenant.region !== own)
      .map((tenant) => ({ id: tenant.id, region: tenant.region, endpoint: endpoints.get(tenant.region) })),
  });
}

/** A user with one tenant left, or why there is none: another connector serves it, or it is not one of the user's. */
export function pinTenant(
  principal: Principal,
  tenant: string | undefined,
): Result<Principal, TenantElsewhere | null> {
  if (tenant === undefined) return ok(principal);
  const elsewhere = principal.elsewhere?.find(({ id }) => id === tenant);
  if (elsewhere !== undefined) return fail(elsewhere);
  const tenants = principal.tenants.filter(({ id }) => id === tenant);
  return tenants.length === 0 ? fail(null) : ok({ ...principal, tenants, elsewhere: [] });
}
