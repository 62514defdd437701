import type { Envelope } from '#contract/page.ts';
import type { Collections } from '#fixtures/world-data.ts';
import type { TenantCall } from '../define.ts';

export function envelope({ tenant, world }: TenantCall): Envelope {
  return {
    tenant_id: tenant.facts.id,
    time_zone: tenant.facts.time_zone,
    as_of: world.clock.now().toISOString(),
  };
}

/** The page of the tenant in the console. */
export function tenantUrl({ origin, tenant }: TenantCall): string {
  return `${origin}/console/tenants/${tenant.facts.id}`;
}

/** The page of an entity in the console. */
export function consoleUrl(call: TenantCall, collection: keyof Collections, id: string): string {
  return `${tenantUrl(call)}/${collection}/${id}`;
}
