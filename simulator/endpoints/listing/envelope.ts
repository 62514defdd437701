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

/** The page of an entity in the console. */
export function consoleUrl(
  { origin, tenant }: TenantCall,
  collection: keyof Collections,
  id: string,
): string {
  return `${origin}/console/tenants/${tenant.facts.id}/${collection}/${id}`;
}
