import { triggerStatusSchema, triggerSummarySchema } from '#contract/entities/trigger.ts';
import { anyOfParam, channelParam, keyParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_triggers',
  title: 'List triggers',
  description: 'Real-time and event trigger summaries.',
  collection: 'triggers',
  summary: triggerSummarySchema,
  filters: {
    status: anyOfParam(triggerStatusSchema, 'Any of these.'),
    event: keyParam('Event key.'),
    channel: channelParam,
  },
});
