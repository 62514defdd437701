import { z } from 'zod';
import { customerNamed } from '../../data/known-customers.ts';
import { defineWrite, NOTHING } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { customer } from '../../schema.ts';

const MOST_CUSTOMERS = 10_000;

export default defineWrite({
  path: '/Customers/RemoveCustomerPII',
  summary: 'Removes what is known of customers: all of their attributes are NULL afterwards.',
  evidence: 'inferred',
  effect: 'delete',
  query: {},
  body: z.strictObject({ CustomerIDs: z.array(customer).min(1).max(MOST_CUSTOMERS) }),
  answer: NOTHING,
  handle(call, { CustomerIDs }) {
    const { world, tenant, effects } = call;
    const found = CustomerIDs.map((id) => customerNamed(call, id));
    const unknown = CustomerIDs[found.indexOf(null)];
    if (unknown !== undefined) return noSuch('customer', unknown);
    const { removals, values } = world.publicRecords;
    const time = world.clock.now().toISOString();
    const gone = new Set(found.flatMap((one) => one?.id ?? []));
    for (const { customer: owner, attribute } of values.all(tenant.facts.id)) {
      if (gone.has(owner)) values.remove(tenant.facts.id, `${owner}/${attribute}`);
    }
    for (const id of gone) {
      removals.put(tenant.facts.id, id, { customer: id, time });
      effects.changed({ type: 'customer', id, act: 'remove PII' });
    }
    return null;
  },
});
