import { z } from 'zod';
import { byName, segmentsOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { noSuch } from '../../problem.ts';
import { integer, text } from '../../schema.ts';

export default defineRead({
  path: '/Segments/GetValueSegmentID',
  summary: 'The value segment of a name.',
  evidence: 'documented',
  query: { ValueSegmentName: text },
  answer: z.object({ ValueSegmentID: integer }),
  handle({ tenant }, { ValueSegmentName }) {
    const segment = byName(segmentsOf(tenant, 'value'), ValueSegmentName);
    return segment === undefined ? noSuch('value segment', ValueSegmentName) : { ValueSegmentID: segment.id };
  },
});
