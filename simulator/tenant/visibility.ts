import { ROLE_PERMISSIONS } from '#contract/permissions.ts';
import type { Permission } from '#contract/permissions.ts';
import type { Collections, Signals, TenantData, UserRecord } from '#fixtures/world-data.ts';
import { tableOf } from '#fixtures/long-list/long-list.ts';
import { grownList, partsOf } from './grown-list.ts';

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

/** What `World.visible` and `World.visibleSignals` do, on the data of one tenant. */
export interface Visibility {
  records<Name extends keyof Collections>(
    user: UserRecord,
    data: TenantData,
    collection: Name,
  ): readonly Collections[Name][];
  signals<Name extends keyof Signals>(
    user: UserRecord,
    data: TenantData,
    kind: Name,
  ): readonly Signals[Name][];
}

/**
 * Decides, in this one place, what a user may see: the records and signals of the brands of the membership, when the role may read
 * their kind. A channel belongs to the whole tenant, and so do signals that name no brand. The same rights get the same array, so
 * that what is derived from it can be kept.
 *
 * @see Optimove MCP Connector, "Permissions"
 */
export function createVisibility(): Visibility {
  const cutRecords: { readonly [Name in keyof Collections]: BrandCut<Collections[Name]> } = {
    campaigns: brandCut(),
    promotions: brandCut(),
    triggers: brandCut(),
    journeys: brandCut(),
    streams: brandCut(),
    segments: brandCut(),
    'target-groups': brandCut(),
    channels: brandCut(),
    templates: brandCut(),
  };
  const cutSignals: { readonly [Name in keyof Signals]: BrandCut<Signals[Name]> } = {
    jobs: brandCut(),
    errors: brandCut(),
  };

  return {
    records<Name extends keyof Collections>(user: UserRecord, data: TenantData, collection: Name) {
      const brands = brandsOf(user, data, READ_PERMISSIONS[collection]);
      const cut: BrandCut<Collections[Name]> = cutRecords[collection];
      return brands === null ? [] : cut(data.collections[collection], brands);
    },
    signals<Name extends keyof Signals>(user: UserRecord, data: TenantData, kind: Name) {
      const brands = brandsOf(user, data, 'platform.read');
      const cut: BrandCut<Signals[Name]> = cutSignals[kind];
      return brands === null ? [] : cut(signalsOf(data)[kind], brands);
    },
  };
}

function signalsOf({ platform }: TenantData): {
  readonly [Name in keyof Signals]: readonly Signals[Name][];
} {
  return platform;
}

/** The brands in which a user has a permission; null without it. */
function brandsOf(user: UserRecord, data: TenantData, permission: Permission): readonly string[] | null {
  const membership = membershipOf(user, data.facts.id);
  return membership !== undefined && may(membership, permission) ? membership.brands : null;
}

type BrandCut<Row> = (whole: readonly Row[], brands: readonly string[]) => readonly Row[];

/** Cuts lists down to some brands, each list once for each set of them; of a list that grew, what was added. */
function brandCut<Row extends { id: string; brand?: string | null }>(): BrandCut<Row> {
  const cuts = new WeakMap<readonly Row[], Map<string, readonly Row[]>>();

  function cutDown(whole: readonly Row[], brands: readonly string[]): readonly Row[] {
    const byBrands = cuts.get(whole) ?? new Map<string, readonly Row[]>();
    cuts.set(whole, byBrands);
    const key = brands.toSorted().join('\n');
    const { base, gone, added } = partsOf(whole);
    const cut =
      byBrands.get(key) ??
      (base === whole
        ? ofBrands(base, brands)
        : grownList(cutDown(base, brands), cutDown(added, brands), gone));
    byBrands.set(key, cut);
    return cut;
  }
  return cutDown;
}

/** A long list that is of one brand is seen whole or not at all; nobody walks it to find out. */
function ofBrands<Row extends { brand?: string | null }>(
  rows: readonly Row[],
  brands: readonly string[],
): readonly Row[] {
  const column = tableOf(rows)?.columns['brand'];
  const seen = column && new Set(brands.flatMap(column.codesOf)).size;
  if (seen === 0) return [];
  if (seen !== undefined && seen === column?.size) return rows;
  return rows.filter(({ brand }) => brand == null || brands.includes(brand));
}
