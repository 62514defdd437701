import { z } from 'zod';
import { rosterOf } from '#fixtures/population/roster.ts';
import { attributeNamed } from '../../data/customer-attributes.ts';
import { byId } from '../../data/lookups.ts';
import { numberOf } from '../../data/predictions.ts';
import { membersOfStage, stagesOf } from '../../data/stages.ts';
import { withValue } from '../../data/with-value.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { badRequest, noSuch, Problem } from '../../problem.ts';
import { mapped } from '../../rows.ts';
import { id, text } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomerFutureValues',
  summary:
    'What the customers of a lifecycle stage, or those with a value of an attribute, are expected to be worth.',
  evidence: 'documented',
  query: {
    LifecycleStageID: id.optional(),
    CustomerAttribute: text.optional(),
    CustomerAttributeValue: text.optional(),
  },
  row: { FutureValue: z.number() },
  rows(call, { LifecycleStageID, CustomerAttribute, CustomerAttributeValue }) {
    const { tenant } = call;
    const set = (() => {
      if (LifecycleStageID !== undefined) {
        const stages = stagesOf(tenant).map((stage) => ({ ...stage, id: String(stage.id), stage }));
        const found = byId(stages, LifecycleStageID);
        return found ? membersOfStage(tenant, found.stage) : noSuch('lifecycle stage', LifecycleStageID);
      }
      if (CustomerAttribute === undefined || CustomerAttributeValue === undefined)
        return badRequest('Give LifecycleStageID, or CustomerAttribute and CustomerAttributeValue.');
      const attribute = attributeNamed(call, CustomerAttribute);
      return attribute instanceof Problem ? attribute : withValue(tenant, attribute, CustomerAttributeValue);
    })();
    if (set instanceof Problem) return set;
    return mapped(rosterOf(tenant.facts).of(set), (customer) => ({
      customer,
      FutureValue: numberOf(tenant, customer, 'future_value'),
    }));
  },
});
