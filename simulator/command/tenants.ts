import { openWorld } from '#fixtures/open-world.ts';
import type { TenantData, UserRecord, WorldOptions } from '#fixtures/world-data.ts';
import { columns } from './columns.ts';

/** The tenants of a world with those who belong to them, as `--list-tenants --json` prints them. */
export function listTenants(options: WorldOptions) {
  const { tenants, users } = openWorld(options);
  return [...tenants.values()].map((open) => describe(open().facts, users));
}

function describe(
  { id, name, industry, region, currency, time_zone, brands }: TenantData['facts'],
  users: readonly UserRecord[],
) {
  const members = users.flatMap(({ email, disabled, memberships }) =>
    memberships
      .filter(({ tenant }) => tenant === id)
      .map((membership) => ({ email, role: membership.role, brands: membership.brands, disabled })),
  );
  return {
    id,
    name,
    persona: industry,
    region,
    currency,
    time_zone,
    brands: brands.map(({ key }) => key),
    users: members,
  };
}

/** The same for a person. */
export function tenantsText(tenants: ReturnType<typeof listTenants>): string {
  const places = tenants.map(({ id, persona, region, currency, time_zone, brands }) => [
    id,
    persona,
    region,
    currency,
    time_zone,
    brands.join(', '),
  ]);
  const people = tenants.flatMap(({ id, users }) =>
    users.map(({ email, role, brands, disabled }) => [
      id,
      email,
      disabled ? `${role}, disabled` : role,
      brands.join(', '),
    ]),
  );
  return [
    columns([['TENANT', 'PERSONA', 'REGION', 'CURRENCY', 'ZONE', 'BRANDS'], ...places], ''),
    columns([['TENANT', 'USER', 'ROLE', 'BRANDS'], ...people], ''),
  ].join('\n\n');
}

/** In a few words, what a user is. */
export function rightsOf({ disabled, memberships }: UserRecord): string {
  if (disabled) return 'disabled: cannot sign in';
  return memberships
    .map(({ tenant, role, brands }) => `${role} in ${tenant} (${brands.join(', ')})`)
    .join('; ');
}
