import { segmentKindSchema, segmentSummarySchema } from '#contract/entities/segment.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_segments',
  title: 'List segments',
  description: 'Segment summaries with latest customer count.',
  collection: 'segments',
  summary: segmentSummarySchema,
  filters: {
    kind: segmentKindSchema.optional().describe('How it is defined.'),
  },
});
