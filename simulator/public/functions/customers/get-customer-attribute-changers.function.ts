import { z } from 'zod';
import { attributeChanges } from '../../data/attribute-changes.ts';
import { attributesNamed } from '../../data/customer-attributes.ts';
import { periodProblem } from '../../data/days.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { Problem } from '../../problem.ts';
import { day, text } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerAttributeChangers',
  summary:
    'The customers who came in a period, or whose attributes were changed by the API; NULL is what was missing.',
  evidence: 'documented',
  query: { StartDate: day, EndDate: day, ChangedCustomerAttributes: text },
  row: {
    InitialCustomerAttributes: z.array(z.string()),
    FinalCustomerAttributes: z.array(z.string()),
  },
  rows(call, { ChangedCustomerAttributes, ...period }) {
    const attributes = attributesNamed(call, ChangedCustomerAttributes);
    if (attributes instanceof Problem) return attributes;
    return periodProblem(period) ?? attributeChanges(call, attributes, period);
  },
});
