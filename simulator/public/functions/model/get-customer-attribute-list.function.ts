import { z } from 'zod';
import { attributesIn } from '../../data/customer-attributes.ts';
import { defineRead } from '../../define.ts';
import { list } from '../../schema.ts';

export default defineRead({
  path: '/Model/GetCustomerAttributeList',
  summary: 'The attributes of customers.',
  evidence: 'documented',
  query: {},
  answer: list({ RealFieldName: z.string(), Description: z.string() }),
  handle: (call) =>
    attributesIn(call).map(({ key, description }) => ({
      RealFieldName: key,
      Description: description,
    })),
});
