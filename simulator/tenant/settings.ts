import { z } from 'zod';
import { schemaItemSchema } from '#contract/entities/schema-item.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import type { Settings } from '../ports.ts';
import { overlaid } from './overlaid.ts';
import type { WorldState } from './state.ts';

/** As the IANA names them. */
const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);

/** What an admin may say of the tenant itself. */
export const tenantSettingsSchema = z.strictObject({
  name: z.string().max(80).meta({ pattern: '\\S' }).trim().min(1).exactOptional(),
  time_zone: z
    .string()
    .refine((zone) => ZONES.has(zone))
    .meta({ enum: [...ZONES] })
    .exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .exactOptional(),
});

/** An event that customers may cause: its key, and what it says. @see Optimove, "Configuring events": at most 50 parameters */
export const eventSchema = schemaItemSchema.options[1];

const eventChangeSchema = z.object({ tenant: z.string(), key: z.string(), event: eventSchema.nullable() });

/** The settings of tenants, beside those that the world began with. `apply` puts them on a tenant: the same data as long as nothing changes. */
export function createSettings(state: WorldState): {
  settings: Settings;
  apply: (tenant: TenantData) => TenantData;
  /** Of one tenant, or of all. */
  clear: (tenant?: string) => void;
} {
  const facts = state.table('settings', tenantSettingsSchema);
  const events = state.table('events', eventChangeSchema);
  const last = new Map<string, { base: TenantData; versions: string; whole: TenantData }>();

  function applied(base: TenantData): TenantData {
    const { id } = base.facts;
    const own = facts.get(id);
    const changed = [...events.values()].filter(({ tenant }) => tenant === id);
    if (own === undefined && changed.length === 0) return base;
    const gone = new Set(changed.map(({ key }) => key));
    const kept = base.schema.filter((item) => item.kind !== 'event' || !gone.has(item.key));
    return overlaid(base, {
      facts: { ...base.facts, ...own },
      schema: changed.length === 0 ? base.schema : [...kept, ...changed.flatMap(({ event }) => event ?? [])],
    });
  }

  return {
    settings: {
      change: (tenant, change) => facts.set(tenant, { ...facts.get(tenant), ...change }),
      putEvent: (tenant, event) => events.set(`${tenant}/${event.key}`, { tenant, key: event.key, event }),
      removeEvent: (tenant, key) => events.set(`${tenant}/${key}`, { tenant, key, event: null }),
    },
    apply(base) {
      const { id } = base.facts;
      const versions = `${facts.version} ${events.version}`;
      const before = last.get(id);
      if (before?.base === base && before.versions === versions) return before.whole;
      const whole = applied(base);
      last.set(id, { base, versions, whole });
      return whole;
    },
    clear(tenant) {
      if (tenant === undefined) {
        facts.clear();
        events.clear();
        return;
      }
      facts.delete(tenant);
      for (const [key, change] of events.entries()) if (change.tenant === tenant) events.delete(key);
    },
  };
}
