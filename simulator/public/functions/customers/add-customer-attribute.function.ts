import { z } from 'zod';
import { answerLater } from '../../data/attribute-writes.ts';
import { attributesIn } from '../../data/customer-attributes.ts';
import { defineWrite } from '../../define.ts';
import { badRequest } from '../../problem.ts';

/** What the documentation allows. */
const MOST_ATTRIBUTES = 40;
const TYPE = /^(?:DECIMAL\(19,4\)|INT|BIGINT|DATE|N?VARCHAR\([1-9]\d{0,3}\))$/;

export default defineWrite({
  path: '/Customers/AddCustomerAttribute',
  summary: 'Adds an attribute that every customer then has.',
  evidence: 'documented',
  effect: 'settings',
  query: {},
  body: z.strictObject({
    Name: z.string().regex(/^[A-Za-z]\w{0,99}$/),
    Type: z.string().regex(TYPE),
    DefaultValue: z.string().max(4_000),
    CallbackURL: z.url({ protocol: /^https?$/ }),
  }),
  answer: z.object({ requestId: z.string() }),
  handle(call, { Name, Type, DefaultValue, CallbackURL }) {
    const { world, tenant, effects } = call;
    const { attributes } = world.publicRecords;
    if (attributesIn(call).some(({ key }) => key.toLowerCase() === Name.toLowerCase()))
      return badRequest(`There is an attribute ${Name} already. Choose another name.`);
    if (attributes.all(tenant.facts.id).length >= MOST_ATTRIBUTES)
      return badRequest(`The API added ${MOST_ATTRIBUTES} attributes, the most there can be.`);
    attributes.put(tenant.facts.id, Name, { name: Name, type: Type, default: DefaultValue });
    effects.changed({ type: 'attribute', id: Name, act: 'create' });
    return answerLater(call, CallbackURL, []);
  },
});
