import type { EntityOrigin } from '#fixtures/world-data.ts';
import type { FunctionCall } from '../define.ts';

/** Whose an entity is that the API makes: of the tenant's first brand unless another is named. */
export function apiOrigin({ world, tenant, key }: FunctionCall, brand?: string): EntityOrigin {
  const now = world.clock.now().toISOString();
  return {
    brand: brand ?? tenant.facts.brands[0]?.key ?? tenant.facts.id,
    source: 'api',
    created_at: now,
    created_by: key.nickname,
    updated_at: now,
  };
}
