import { triggerSchema } from '#contract/entities/trigger.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_trigger',
  title: 'Get trigger',
  description: 'One trigger: event, conditions, frequency cap, attached campaigns and recent fire counts.',
  entity: 'trigger',
  collection: 'triggers',
  schema: triggerSchema,
  summary: triggerSchema.omit({ description: true }),
  full_adds: 'its description',
  list_tool: 'optimove_list_triggers',
});
