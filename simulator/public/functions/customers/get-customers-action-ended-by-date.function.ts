import { daysAfter } from '../../data/days.ts';
import { executedFrom, LONGEST_DAYS } from '../../data/executions.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCustomersActionEndedByDate',
  summary: 'The customers whose action ended on a day, its duration over.',
  evidence: 'inferred',
  query: { Date: day },
  row: { ActionID: integer, TargetGroupID: integer },
  rows: ({ tenant }, { Date }) =>
    treatedRows(
      tenant,
      executedFrom(tenant, daysAfter(Date, -LONGEST_DAYS), Date).filter(
        ({ campaign, day: begun }) => daysAfter(begun, campaign.duration_days) === Date,
      ),
      ({ customer, treatment }) => ({
        customer,
        ActionID: treatment.actionId,
        TargetGroupID: treatment.execution.campaign.target_group.id,
      }),
    ),
});
