import { z } from 'zod';
import { answerLater, ATTRIBUTES_BODY, attributeErrors, writeValues } from '../../data/attribute-writes.ts';
import { today } from '../../data/days.ts';
import { customerNamed } from '../../data/known-customers.ts';
import { defineWrite } from '../../define.ts';

export default defineWrite({
  method: 'PUT',
  path: '/Customers/UpsertCustomer',
  summary: 'Sets attributes of a customer, who is added when they are new.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z.strictObject({
    CustomerId: z.string().regex(/^[\w.@-]{1,100}$/),
    Attributes: ATTRIBUTES_BODY,
    CallbackUrl: z.url({ protocol: /^https?$/ }),
  }),
  answer: z.object({ requestId: z.string() }),
  handle(call, { CustomerId, Attributes, CallbackUrl }) {
    const { world, tenant, effects } = call;
    const tenantId = tenant.facts.id;
    if (customerNamed(call, CustomerId) === null) {
      const since = today(world, tenant);
      world.publicRecords.customers.put(tenantId, CustomerId, { customer: CustomerId, since });
      effects.changed({ type: 'customer', id: CustomerId, act: 'create' });
    }
    const known = customerNamed(call, CustomerId);
    if (known !== null) writeValues(call, known, Attributes);
    return answerLater(call, CallbackUrl, attributeErrors(call, Attributes));
  },
});
