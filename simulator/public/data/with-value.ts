import type { Attribute } from '#fixtures/population/attribute-values.ts';
import type { CustomerSet } from '#fixtures/population/customer-set.ts';
import type { TenantData } from '#fixtures/world-data.ts';
import { audiencesOf } from '../../tenant/audiences.ts';

/** The customers who have a value for an attribute. */
export function withValue(
  tenant: TenantData,
  { key, value_type: type }: Attribute,
  text: string,
): CustomerSet {
  const value = type === 'number' ? Number(text) : type === 'boolean' ? /^(?:true|1)$/i.test(text) : text;
  return audiencesOf(tenant).of({ type: 'attribute', attribute: key, operator: 'eq', value });
}
