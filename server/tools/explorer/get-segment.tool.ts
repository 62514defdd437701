import { segmentSchema } from '#contract/entities/segment.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_segment',
  title: 'Get segment',
  description: 'One segment: every predicate as JSON and in plain words, latest count and where used.',
  entity: 'segment',
  collection: 'segments',
  schema: segmentSchema,
  list_tool: 'optimove_list_segments',
});
