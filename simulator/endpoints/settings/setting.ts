import type { EntityChange } from '../../ports.ts';
import type { TenantCall } from '../define.ts';
import { envelope } from '../listing/envelope.ts';
import { Made } from '../made.ts';

/** What every change of a setting has in common. No scope names it: the role alone decides. */
export const SETTING = {
  effect: 'settings',
  scope: null,
  evidence: 'designed',
  permission: 'settings.write',
} as const;

/** A setting that was changed: what the tenant says of it from now on. */
export function changed<Item>(call: TenantCall, change: EntityChange, item: (now: TenantCall) => Item) {
  const tenant = call.world.tenant(call.tenant.facts.id) ?? call.tenant;
  const now = { ...call, tenant };
  const { type, id } = change;
  return new Made({ type, id }, { ...envelope(now), item: item(now) }, 200, { changes: [change] });
}
