import { audiencesOf } from '../../../tenant/audiences.ts';
import { changers } from '../../data/changers.ts';
import { periodProblem } from '../../data/days.ts';
import { targetGroupsOf } from '../../data/lookups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { mapped } from '../../rows.ts';
import { day, integer } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Customers/GetTargetGroupChangers',
  summary: 'The customers whose target group of the highest priority changed in a period; -1 is none.',
  evidence: 'documented',
  query: { StartDate: day, EndDate: day },
  row: { InitialTargetGroupID: integer, FinalTargetGroupID: integer },
  rows({ tenant }, period) {
    const audiences = audiencesOf(tenant);
    const groups = targetGroupsOf(tenant).map(({ id, criteria, exclusions }) => ({
      id,
      members: audiences.of(criteria, exclusions),
    }));
    return (
      periodProblem(period) ??
      mapped(changers(tenant, groups, period), ({ customer, before, after }) => ({
        customer,
        InitialTargetGroupID: before,
        FinalTargetGroupID: after,
      }))
    );
  },
});
