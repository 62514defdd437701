import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import type { Permission } from '#contract/permissions.ts';
import type { Collections, TenantData, UserRecord } from '#fixtures/world-data.ts';

export type Membership = UserRecord['memberships'][number];

/** The permission that opens each collection. Templates come with the channels they are made for. */
export const READ_PERMISSIONS = {
  campaigns: 'campaigns.read',
  promotions: 'promotions.read',
  triggers: 'triggers.read',
  journeys: 'journeys.read',
  streams: 'streams.read',
  segments: 'segments.read',
  'target-groups': 'target_groups.read',
  channels: 'channels.read',
  templates: 'channels.read',
} as const satisfies Record<keyof Collections, Permission>;

/** The rights of a user in a tenant; a disabled user has none anywhere. */
export function membershipOf(user: UserRecord, tenant: string): Membership | undefined {
  return user.disabled ? undefined : user.memberships.find((membership) => membership.tenant === tenant);
}

export function may(membership: Membership, permission: Permission): boolean {
  return ROLE_PERMISSIONS[membership.role].includes(permission);
}

/** The lists already cut for some set of brands, by the whole list they were cut from. */
type Cuts<Name extends keyof Collections> = WeakMap<
  readonly Collections[Name][],
  Map<string, readonly Collections[Name][]>
>;

/** What `World.visible` does, on the data of one tenant. */
export type VisibleRecords = <Name extends keyof Collections>(
  user: UserRecord,
  data: TenantData,
  collection: Name,
) => readonly Collections[Name][];

/**
 * Decides, in this one place, which records a user may see: those of the brands of the membership, when the role may read their
 * kind. A channel belongs to the whole tenant. The same rights get the same array, so that what is derived from it can be kept.
 *
 * @see Optimove MCP Connector, "Permissions"
 */
export function createVisibility(): VisibleRecords {
  const cuts: { readonly [Name in keyof Collections]: Cuts<Name> } = {
    campaigns: new WeakMap(),
    promotions: new WeakMap(),
    triggers: new WeakMap(),
    journeys: new WeakMap(),
    streams: new WeakMap(),
    segments: new WeakMap(),
    'target-groups': new WeakMap(),
    channels: new WeakMap(),
    templates: new WeakMap(),
  };

  return <Name extends keyof Collections>(user: UserRecord, data: TenantData, collection: Name) => {
    const membership = membershipOf(user, data.facts.id);
    if (membership === undefined || !may(membership, READ_PERMISSIONS[collection])) return [];

    const whole: readonly Collections[Name][] = data.collections[collection];
    const kept: Cuts<Name> = cuts[collection];
    const byBrands = kept.get(whole) ?? new Map<string, readonly Collections[Name][]>();
    kept.set(whole, byBrands);

    const brands = membership.brands.toSorted().join('\n');
    const cut = byBrands.get(brands) ?? whole.filter((record) => isOfBrands(record, membership.brands));
    byBrands.set(brands, cut);
    return cut;
  };
}

function isOfBrands(record: { id: string; brand?: string }, brands: readonly string[]): boolean {
  return record.brand === undefined || brands.includes(record.brand);
}
