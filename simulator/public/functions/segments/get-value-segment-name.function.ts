import { z } from 'zod';
import { byId, segmentsOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { id } from '../../schema.ts';

export default defineRead({
  path: '/Segments/GetValueSegmentName',
  summary: 'The name of a value segment.',
  evidence: 'documented',
  query: { ValueSegmentID: id },
  answer: z.object({ ValueSegmentName: z.string() }),
  handle({ tenant }, { ValueSegmentID }) {
    const segment = byId(segmentsOf(tenant, 'value'), ValueSegmentID);
    return segment === undefined
      ? noSuch('value segment', ValueSegmentID)
      : { ValueSegmentName: segment.name };
  },
});
