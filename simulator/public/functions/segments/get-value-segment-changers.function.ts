import { changers } from '../../data/changers.ts';
import { periodProblem } from '../../data/days.ts';
import { segmentGroups } from '../../data/segment-groups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { mapped } from '../../rows.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Segments/GetValueSegmentChangers',
  summary:
    'The customers who were in another value segment at the start of a period than at its end; -1 is none.',
  evidence: 'documented',
  query: { StartDate: day, EndDate: day },
  row: { InitialValueSegmentID: integer, FinalValueSegmentID: integer },
  rows: ({ tenant }, period) =>
    periodProblem(period) ??
    mapped(changers(tenant, segmentGroups(tenant, 'value'), period), ({ customer, before, after }) => ({
      customer,
      InitialValueSegmentID: before,
      FinalValueSegmentID: after,
    })),
});
