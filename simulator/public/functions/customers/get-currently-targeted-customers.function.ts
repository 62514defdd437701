import { z } from 'zod';
import { daysAfter, today } from '../../data/days.ts';
import { executedFrom, LONGEST_DAYS } from '../../data/executions.ts';
import { treatedRows } from '../../data/treatments.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetCurrentlyTargetedCustomers',
  summary: 'The customers whose action has not ended yet.',
  evidence: 'documented',
  query: {},
  row: { CampaignID: integer, ActionID: integer, StartDate: z.iso.date(), EndDate: z.iso.date() },
  rows({ world, tenant }) {
    const now = today(world, tenant);
    const running = executedFrom(tenant, daysAfter(now, -LONGEST_DAYS), now).filter(
      ({ campaign, day }) => daysAfter(day, campaign.duration_days) >= now,
    );
    return treatedRows(tenant, running, ({ customer, treatment: { execution, actionId } }) => ({
      customer,
      CampaignID: execution.occurrence.id,
      ActionID: actionId,
      StartDate: execution.day,
      EndDate: daysAfter(execution.day, execution.campaign.duration_days),
    }));
  },
});
