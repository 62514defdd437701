import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import type { Tenant } from '#contract/entities/tenant.ts';
import type { TenantFacts } from '#fixtures/world-data.ts';
import type { Membership } from '../../tenant/visibility.ts';

/** A tenant as one of its users may know it: the brands are the user's own. */
export function tenantAs(facts: TenantFacts, { role, brands }: Membership, origin: string): Tenant {
  return {
    ...facts,
    brands: facts.brands.filter(({ key }) => brands.includes(key)),
    access: { role, permissions: [...ROLE_PERMISSIONS[role]], brands },
    url: `${origin}/console/tenants/${facts.id}`,
  };
}
