import { type CustomerSet, intersect } from '#fixtures/population/customer-set.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';
import { numberOf } from './predictions.ts';
import { segmentsOf } from './lookups.ts';
import { membersOfStage, stagesOf } from './stages.ts';

/** How many customers of a segment are looked at for its averages. */
const LOOKED_AT = 200;

/** The segments of the kind `micro`, as the public API describes them. */
export function microsegmentsOf(tenant: TenantData) {
  const audiences = audiencesOf(tenant);
  const stages = stagesOf(tenant).map((stage) => ({ stage, members: membersOfStage(tenant, stage) }));
  return segmentsOf(tenant, 'micro').map(({ id, name, definition }) => {
    const set = audiences.of(definition);
    const within = stages.map(({ stage, members }) => ({
      stage,
      count: audiences.population.count(intersect(members, set)),
    }));
    const main = within.toSorted((a, b) => b.count - a.count)[0];
    return {
      MicrosegmentID: id,
      MicrosegmentName: name,
      LifecycleStageID: main?.stage.id ?? 0,
      FutureValue: rounded(averageOf(tenant, set, 'future_value')),
      ChurnRate: rounded(averageOf(tenant, set, 'churn_risk') / 100),
    };
  });
}

function averageOf(tenant: TenantData, set: CustomerSet, attribute: 'future_value' | 'churn_risk'): number {
  const customers = rosterOf(tenant.facts).of(set);
  if (customers.size === 0) return 0;
  const step = Math.max(1, Math.floor(customers.size / LOOKED_AT));
  const values = Array.from({ length: Math.ceil(customers.size / step) }, (_, at) =>
    numberOf(tenant, customers.at(at * step), attribute),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
