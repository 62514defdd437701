import { changers } from '../../data/changers.ts';
import { daysAfter, localDay, periodProblem } from '../../data/days.ts';
import { segmentGroups } from '../../data/segment-groups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { mapped } from '../../rows.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Model/GetMicrosegmentChangers',
  summary:
    'The customers who changed their micro-segment in a period, or on the last day with data; -1 is none.',
  evidence: 'documented',
  query: { StartDate: day.optional(), EndDate: day.optional() },
  row: { InitialMicrosegmentID: integer, FinalMicrosegmentID: integer },
  rows({ tenant }, { StartDate, EndDate = localDay(tenant, tenant.facts.last_data_update) }) {
    const period = { StartDate: StartDate ?? daysAfter(EndDate, -1), EndDate };
    return (
      periodProblem(period) ??
      mapped(changers(tenant, segmentGroups(tenant, 'micro'), period), ({ customer, before, after }) => ({
        customer,
        InitialMicrosegmentID: before,
        FinalMicrosegmentID: after,
      }))
    );
  },
});
