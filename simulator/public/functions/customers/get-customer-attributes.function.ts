import { z } from 'zod';
import { attributesOf, rosterOf } from '#fixtures/population/roster.ts';
import { fieldType, valueOf } from '../../data/customer-attributes.ts';
import { customerNumber } from '../../data/customer-ids.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { list } from '../../schema.ts';

export default defineRead({
  path: '/Customers/:customerId/Attributes',
  summary: 'All attributes of one customer.',
  evidence: 'documented',
  query: {},
  answer: list({ RealFieldName: z.string(), Alias: z.string(), FieldType: z.string(), Value: z.string() }),
  handle(call) {
    const { customerId = '' } = call.params;
    const { tenant } = call;
    const customer = customerNumber(customerId, rosterOf(tenant.facts));
    if (customer === null) return noSuch('customer', customerId);
    return attributesOf(tenant.schema).map((attribute) => ({
      RealFieldName: attribute.key,
      Alias: attribute.name,
      FieldType: fieldType(attribute),
      Value: valueOf(call, customer, attribute),
    }));
  },
});
