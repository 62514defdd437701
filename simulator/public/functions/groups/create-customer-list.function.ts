import { z } from 'zod';
import { createList } from '../../data/customer-lists.ts';
import { defineWrite } from '../../define.ts';
import { customer, integer, name } from '../../schema.ts';

const MOST_CUSTOMERS = 10_000;

export default defineWrite({
  path: '/api/v2/target-group/customer-list',
  summary: 'Makes a list of customers, and a target group of them that can be used at once.',
  evidence: 'documented',
  effect: 'create_live',
  query: {},
  body: z.strictObject({ 'list-name': name, customers: z.array(customer).min(1).max(MOST_CUSTOMERS) }),
  answer: z.object({
    'target-group-id': integer,
    'list-id': z.string(),
    'list-name': z.string(),
    'existed-customers': integer,
    'non-existed-customers': z.array(z.string()),
  }),
  handle: (call, body) => createList(call, body['list-name'], body.customers),
});
