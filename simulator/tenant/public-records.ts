import { z } from 'zod';
import type { Table, WorldState } from './state.ts';

/** What was written through the public API, of one kind: by tenant, and by a key within it. */
export interface Records<Value> {
  get(tenant: string, key: string): Value | undefined;
  all(tenant: string): Value[];
  put(tenant: string, key: string, value: Value): void;
  /** Whether there was one. */
  remove(tenant: string, key: string): boolean;
}

const number = z.int().nullable();

/** All that is written through the public API and is in no collection: neither the platform API nor the console knows of it. */
export function createPublicRecords(state: WorldState) {
  const tables: Pick<Table<unknown>, 'clear' | 'delete' | 'entries'>[] = [];

  function records<Shape extends z.ZodRawShape>(
    name: string,
    shape: Shape,
  ): Records<z.output<z.ZodObject<Shape>>> {
    const table = state.table(`public/${name}`, z.object(shape));
    tables.push(table);
    return {
      get: (tenant, key) => table.get(`${tenant}/${key}`),
      all: (tenant) =>
        [...table.entries()].flatMap(([key, value]) => (key.startsWith(`${tenant}/`) ? [value] : [])),
      put: (tenant, key, value) => table.set(`${tenant}/${key}`, value),
      remove(tenant, key) {
        const before = table.size;
        table.delete(`${tenant}/${key}`);
        return table.size < before;
      },
    };
  }

  return {
    /** Who wants to be told of what. */
    listeners: records('listeners', { event: z.int(), url: z.string(), channel: number }),
    /** Attributes that were defined by the API; those of the schema are not among them. */
    attributes: records('attributes', { name: z.string(), type: z.string(), default: z.string() }),
    /** Customers whom the tenant did not begin with. */
    customers: records('customers', { customer: z.string(), since: z.string() }),
    /** What an attribute of a customer was set to; null for what was removed. */
    values: records('values', {
      customer: z.string(),
      attribute: z.string(),
      value: z.string(),
      before: z.string(),
      day: z.string(),
    }),
    /** Customers whose personal data was removed. */
    removals: records('removals', { customer: z.string(), time: z.string() }),
    /** Answers to requests that are worked on afterwards, as they would be posted. */
    callbacks: records('callbacks', { url: z.string(), time: z.string(), body: z.json() }),
    lists: records('lists', {
      id: z.string(),
      name: z.string(),
      group: z.string(),
      customers: z.array(z.string()),
    }),
    apps: records('apps', { channel: z.string(), id: z.string(), name: z.string() }),
    metrics: records('metrics', {
      channel: z.string(),
      campaign: z.string(),
      template: z.string(),
      metric: z.int(),
      value: z.int(),
    }),
    interactions: records('interactions', {
      channel: z.string(),
      campaign: z.string(),
      event: z.int(),
      customer: z.string(),
    }),
    preferences: records('preferences', { customer: z.string(), channel: z.string(), allowed: z.boolean() }),
    /** Whether a customer got what was promised, so that a held send may go. */
    grants: records('grants', {
      campaign: z.string(),
      customer: z.string(),
      promo_code: z.string(),
      status: z.string(),
    }),
    unsubscribers: records('unsubscribers', { brand: z.string(), email: z.string(), day: z.string() }),
    sends: records('sends', {
      id: z.int(),
      time: z.string(),
      template: z.string(),
      recipients: z.int(),
      unique: z.string().nullable(),
    }),
    promo_codes: records('promo-codes', {
      id: z.string(),
      promotion: z.string(),
      code: z.string(),
      kind: z.enum(['global', 'unique']),
    }),
    events: records('events', {
      id: z.string(),
      event: z.string(),
      customer: z.string(),
      is_visitor: z.boolean(),
      time: z.string(),
      context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
    /** Where it is asked whether a triggered campaign may go to a customer. */
    gateways: records('gateways', { url: z.string() }),
    approvals: records('approvals', { campaign: z.string(), customer: z.string(), allowed: z.boolean() }),
    /** Of one tenant, or of all. */
    clear(tenant?: string) {
      for (const table of tables) {
        if (tenant === undefined) table.clear();
        else for (const [key] of table.entries()) if (key.startsWith(`${tenant}/`)) table.delete(key);
      }
    },
  };
}

export type PublicRecords = ReturnType<typeof createPublicRecords>;
