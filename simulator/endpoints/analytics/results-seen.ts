import type { CampaignRecord } from '#fixtures/world-data.ts';
import type { Results } from '../../tenant/analytics/aggregate.ts';
import type { TenantCall } from '../define.ts';
import { createIdIndex } from '../../tenant/id-index.ts';

const findById = createIdIndex<CampaignRecord>();

interface ResultsSeen extends Results {
  campaign: (id: string) => CampaignRecord | undefined;
}

/** The results that the caller may see: those of the campaigns that the caller sees, and the activity at the caller's brands. */
export function resultsSeen({ world, user, tenant, membership }: TenantCall): ResultsSeen {
  const campaigns = world.visible(user, tenant.facts.id, 'campaigns');
  return {
    brands: tenant.facts.brands,
    results: tenant.results,
    activity: tenant.activity.filter(({ brand }) => membership.brands.includes(brand)),
    campaign: (id) => findById(campaigns, id),
  };
}

/** What the numbers of a caller rest on. */
export function basisOf({ tenant }: TenantCall, { activity }: Results) {
  return { currency: tenant.facts.currency, data_from: activity[0]?.day ?? null };
}
