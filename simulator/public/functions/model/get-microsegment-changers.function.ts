import { changers } from '../../data/changers.ts';
import { periodProblem } from '../../data/days.ts';
import { segmentGroups } from '../../data/segment-groups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { mapped } from '../../rows.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Model/GetMicrosegmentChangers',
  summary:
    'The customers who were in another micro-segment at the start of a period than at its end; -1 is none.',
  evidence: 'documented',
  query: { StartDate: day, EndDate: day },
  row: { InitialMicrosegmentID: integer, FinalMicrosegmentID: integer },
  rows: ({ tenant }, period) =>
    periodProblem(period) ??
    mapped(changers(tenant, segmentGroups(tenant, 'micro'), period), ({ customer, before, after }) => ({
      customer,
      InitialMicrosegmentID: before,
      FinalMicrosegmentID: after,
    })),
});
