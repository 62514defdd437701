import type { Attribute } from '#fixtures/population/attribute-values.ts';
import { attributesOf, rosterOf } from '#fixtures/population/roster.ts';
import type { TenantData } from '#fixtures/world-data.ts';

/** What is predicted of every customer, even where the tenant's schema has no attribute for it. */
export type Prediction = 'future_value' | 'churn_risk';

export function numberOf(tenant: TenantData, customer: number, prediction: Prediction): number {
  const attribute =
    attributesOf(tenant.schema).find(({ key }) => key === prediction) ?? predicted(prediction);
  return Number(rosterOf(tenant.facts).valueOf(customer, attribute) ?? 0);
}

function predicted(key: Prediction): Attribute {
  return { kind: 'attribute', key, name: key, description: '', aliases: [], value_type: 'number' };
}
