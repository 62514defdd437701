import { openWorld } from '#fixtures/open-world.ts';
import { NO_HISTORY, type TenantData, type UserRecord, type WorldData } from '#fixtures/world-data.ts';
import type { WorldOptions } from '#fixtures/world-data.ts';

/** In every text and name of the world, and at the beginning of every id. Nothing else is like them. */
export const CANARY_TEXT = 'canary-77a1c3';
export const CANARY_ID = '715162334';

const ID = /^[1-9]\d{0,6}$/;

/** The demo world with a canary in all that its people wrote and in every id. References still lead where they led. */
export function openCanaryWorld(options: WorldOptions): WorldData {
  const { tenants, users } = openWorld(options);
  return {
    tenants: new Map([...tenants].map(([id, make]) => [id, () => markedTenant(make())])),
    users: users.map((user): UserRecord => ({
      ...user,
      id: `${CANARY_TEXT}-${user.id}`,
      name: `${user.name} ${CANARY_TEXT}`,
    })),
  };
}

function markedTenant(tenant: TenantData): TenantData {
  const { facts, schema, collections, results, activity, platform } = tenant;
  return marked({ ...NO_HISTORY, facts, schema, collections, results, activity, platform });
}

/** The same value with every id and every text marked; words of a vocabulary have no spaces and stay. */
function marked<Value>(value: Value, key?: string): Value;
function marked(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (ID.test(value)) return CANARY_ID + value;
    return key === 'name' || /\S \S/.test(value) ? `${value} ${CANARY_TEXT}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => marked(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner, name)]));
}
