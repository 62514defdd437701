import { z } from 'zod';
import { attributesIn, fieldType } from '../../data/customer-attributes.ts';
import { customerNamed } from '../../data/known-customers.ts';
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
    const customer = customerNamed(call, customerId);
    if (customer === null) return noSuch('customer', customerId);
    return attributesIn(call).map((attribute) => ({
      RealFieldName: attribute.key,
      Alias: attribute.name,
      FieldType: fieldType(attribute),
      Value: customer.valueOf(attribute),
    }));
  },
});
