import { rosterOf } from '#fixtures/population/roster.ts';
import { audiencesOf } from '../../../tenant/audiences.ts';
import { dayNumber } from '../../data/days.ts';
import { byId } from '../../data/lookups.ts';
import { segmentGroups } from '../../data/segment-groups.ts';
import { defineCustomerRead } from '../../customer-read.ts';
import { noSuch } from '../../problem.ts';
import { mapped } from '../../rows.ts';
import { day, id } from '../../schema.ts';

export default defineCustomerRead({
  path: '/Segments/GetCustomersByValueSegment',
  summary: 'The customers who were in a value segment on a day.',
  evidence: 'documented',
  query: { ValueSegmentID: id, Date: day },
  row: {},
  rows({ tenant }, { ValueSegmentID, Date }) {
    const segment = byId(segmentGroups(tenant, 'value'), ValueSegmentID);
    if (segment === undefined) return noSuch('value segment', ValueSegmentID);
    const then = audiencesOf(tenant).population.onDay(dayNumber(Date), segment.members);
    return mapped(rosterOf(tenant.facts).of(then), (customer) => ({ customer }));
  },
});
