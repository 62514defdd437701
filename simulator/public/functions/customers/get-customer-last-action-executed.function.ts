import { z } from 'zod';
import { rosterOf } from '#fixtures/population/roster.ts';
import { customerNumber } from '../../data/customer-ids.ts';
import { daysAfter, today } from '../../data/days.ts';
import { executedFrom } from '../../data/executions.ts';
import { treatmentOf } from '../../data/treatments.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { integer, text } from '../../schema.ts';

/** How far back an action is looked for. */
const DAYS = 90;

export default defineRead({
  path: '/Customers/GetCustomerLastActionExecuted',
  summary: 'The last action that a customer got, of the last 90 days; an empty object when there is none.',
  evidence: 'documented',
  query: { CustomerID: text },
  answer: z
    .object({ ActionID: integer, Date: z.iso.date(), Duration: integer, TargetGroupID: integer })
    .partial(),
  handle({ world, tenant }, { CustomerID }) {
    const customer = customerNumber(CustomerID, rosterOf(tenant.facts));
    if (customer === null) return noSuch('customer', CustomerID);
    const until = today(world, tenant);
    for (const execution of executedFrom(tenant, daysAfter(until, -DAYS), until).toReversed()) {
      const treatment = treatmentOf(tenant, execution, customer);
      if (treatment === null) continue;
      const { campaign, day } = execution;
      return {
        ActionID: treatment.actionId,
        Date: day,
        Duration: campaign.duration_days,
        TargetGroupID: campaign.target_group.id,
      };
    }
    return {};
  },
});
