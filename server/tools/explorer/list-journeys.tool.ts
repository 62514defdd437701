import { journeyStatusSchema, journeySummarySchema } from '#contract/entities/journey.ts';
import { anyOfParam, channelParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_journeys',
  title: 'List journeys',
  description: 'Journey summaries: entry, status, active customers.',
  collection: 'journeys',
  summary: journeySummarySchema,
  filters: {
    status: anyOfParam(journeyStatusSchema, 'Any of these.'),
    channel: channelParam,
  },
});
