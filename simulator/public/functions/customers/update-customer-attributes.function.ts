import { z } from 'zod';
import { answerLater, ATTRIBUTES_BODY, attributeErrors, writeValues } from '../../data/attribute-writes.ts';
import { customerNamed } from '../../data/known-customers.ts';
import { defineWrite } from '../../define.ts';
import { customer } from '../../schema.ts';

const MOST_CUSTOMERS = 1_000;

export default defineWrite({
  path: '/Customers/UpdateCustomerAttributes',
  summary:
    'Sets attributes of customers; what was wrong is told to the callback, which is kept and not called.',
  evidence: 'documented',
  effect: 'modify',
  query: {},
  body: z.strictObject({
    CustomerNewAttributesValuesList: z
      .array(z.strictObject({ CustomerID: customer, Attributes: ATTRIBUTES_BODY }))
      .min(1)
      .max(MOST_CUSTOMERS),
    CallbackURL: z.url({ protocol: /^https?$/ }),
  }),
  answer: z.object({ requestId: z.string() }),
  handle(call, { CustomerNewAttributesValuesList: rows, CallbackURL }) {
    const errors = rows.flatMap(({ CustomerID, Attributes }) => {
      const known = customerNamed(call, CustomerID);
      if (known === null) return [{ CustomerID, error: 'INVALID_CUSTOMER' }];
      writeValues(call, known, Attributes);
      return attributeErrors(call, Attributes).map((error) => ({ CustomerID, ...error }));
    });
    return answerLater(call, CallbackURL, errors);
  },
});
