import { z } from 'zod';
import { segmentsOf } from '../../data/lookups.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Segments/GetValueSegments',
  summary: 'The value segments.',
  evidence: 'documented',
  query: {},
  answer: list({ ValueSegmentName: z.string(), ValueSegmentID: integer }),
  handle: ({ tenant }) =>
    segmentsOf(tenant, 'value').map(({ id, name }) => ({ ValueSegmentName: name, ValueSegmentID: id })),
});
