import { targetGroupSchema } from '#contract/entities/target-group.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_target_group',
  title: 'Get target group',
  description:
    'One target group: criteria tree as JSON and in plain words, exclusions, priority, latest size and campaigns.',
  entity: 'target group',
  collection: 'target-groups',
  schema: targetGroupSchema,
  list_tool: 'optimove_list_target_groups',
});
