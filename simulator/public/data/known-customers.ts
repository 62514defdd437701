import type { Attribute } from '#fixtures/population/attribute-values.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import type { FunctionCall } from '../define.ts';
import { valueOf } from './customer-attributes.ts';
import { customerId, customerNumber } from './customer-ids.ts';

/** One customer whom the tenant began with, or whom the API added. */
export interface KnownCustomer {
  id: string;
  valueOf(attribute: Attribute): string;
}

export function customerNamed(
  call: Pick<FunctionCall, 'world' | 'tenant'>,
  id: string,
): KnownCustomer | null {
  const { world, tenant } = call;
  const number = customerNumber(id, rosterOf(tenant.facts));
  if (number !== null) {
    return { id: customerId(number), valueOf: (attribute) => valueOf(call, number, attribute) };
  }
  const { customers, values } = world.publicRecords;
  if (customers.get(tenant.facts.id, id) === undefined) return null;
  return { id, valueOf: ({ key }) => values.get(tenant.facts.id, `${id}/${key}`)?.value ?? 'NULL' };
}
