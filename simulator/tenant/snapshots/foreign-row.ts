import { z } from 'zod';
import { once } from '#fixtures/once.ts';
import type { World } from '../../ports.ts';
import { FIRST_ID } from '../changes.ts';
import type { Rows } from '../state.ts';

const changeSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  record: z.looseObject({ id: z.string(), brand: z.string().nullish() }).nullable(),
});
const rightsSchema = z.object({
  memberships: z.array(z.object({ tenant: z.string(), brands: z.array(z.string()) })),
});
const numberedSchema = z.object({ seq: z.int() });
const ofTenantSchema = z.looseObject({ tenant: z.string().nullish(), tenant_id: z.string().nullish() });

/** Says what of a row is wrong, or null. */
type Check = (key: string, value: unknown) => string | null;

/** What of the rows names something that this world does not have, in words; null when nothing does. Each row fits its table. */
export function foreignRow(world: World, tables: Rows): string | null {
  const checkOf = checksFor(world, {
    nextId: numberIn(tables, 'numbers', 'next') ?? FIRST_ID,
    lastEntry: numberIn(tables, 'journal-counters', 'seq') ?? 0,
  });
  for (const [table, rows] of Object.entries(tables)) {
    const check = checkOf(table);
    for (const [key, value] of rows) {
      const flaw = check(key, value);
      if (flaw !== null) return `${table}/${key}: ${flaw}`;
    }
  }
  return null;
}

function checksFor(
  world: World,
  { nextId, lastEntry }: { nextId: number; lastEntry: number },
): (table: string) => Check {
  const users = new Set(world.users.all().map(({ id }) => id));
  const brands = new Map(world.tenantIds.map((id) => [id, once(() => brandsOf(world, id))]));

  const unknownTenant = (tenant: string) => (brands.has(tenant) ? null : `there is no tenant ${tenant}`);
  const unknownBrand = (tenant: string, brand: string) =>
    unknownTenant(tenant) ??
    (brands.get(tenant)?.().has(brand) === true ? null : `${tenant} has no brand ${brand}`);

  const change: Check = (key, value) => {
    const { tenant, id, record } = changeSchema.parse(value);
    if (key !== `${tenant}/${id}` || (record !== null && record.id !== id)) {
      return 'the id and the key do not agree';
    }
    if (Number(id) >= nextId) return 'numbers/next would give this id again';
    return unknownTenant(tenant) ?? (record?.brand == null ? null : unknownBrand(tenant, record.brand));
  };
  const rights: Check = (key, value) => {
    if (!users.has(key)) return `there is no user ${key}`;
    const { memberships } = rightsSchema.parse(value);
    const flaws = memberships.flatMap(({ tenant, brands: own }) => [
      unknownTenant(tenant),
      ...own.map((brand) => unknownBrand(tenant, brand)),
    ]);
    return flaws.find((flaw) => flaw !== null) ?? null;
  };
  const entry: Check = (key, value) => {
    const { seq } = numberedSchema.parse(value);
    if (key !== String(seq)) return 'the number and the key do not agree';
    return seq > lastEntry ? 'journal-counters/seq would give this number again' : other(key, value);
  };
  const other: Check = (_key, value) => {
    const { data } = ofTenantSchema.safeParse(value);
    const tenant = data?.tenant ?? data?.tenant_id;
    return tenant == null ? null : unknownTenant(tenant);
  };
  const ofTenant: Check = (key, value) => {
    const tenant = key.slice(0, Math.max(0, key.indexOf('/')));
    const named = ofTenantSchema.safeParse(value).data?.tenant ?? tenant;
    return named === tenant ? unknownTenant(tenant) : 'the tenant and the key do not agree';
  };
  const own = new Map<string, Check>([
    ['users', rights],
    ['settings', unknownTenant],
    ['journal', entry],
    ['events', ofTenant],
  ]);
  return (table) => {
    if (table.startsWith('data/')) return change;
    return /^(?:life|public)\//.test(table) ? ofTenant : (own.get(table) ?? other);
  };
}

function numberIn(tables: Rows, table: string, key: string): number | undefined {
  return z.int().safeParse(new Map(tables[table]).get(key)).data;
}

function brandsOf(world: World, tenant: string): ReadonlySet<string> {
  return new Set(world.tenant(tenant)?.facts.brands.map(({ key }) => key));
}
