import { targetGroupStatusSchema, targetGroupSummarySchema } from '#contract/entities/target-group.ts';
import { anyOfParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_target_groups',
  title: 'List target groups',
  description: 'Target group summaries with priority, latest size and where used.',
  collection: 'target-groups',
  summary: targetGroupSummarySchema,
  filters: {
    status: anyOfParam(targetGroupStatusSchema, 'Any of these.'),
  },
});
