import { z } from 'zod';
import { journeyNodeSchema, journeySchema } from '#contract/entities/journey.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_journey',
  title: 'Get journey',
  description: 'One journey: entry rule, steps and branches as a flat node list, exits and goals.',
  entity: 'journey',
  collection: 'journeys',
  schema: journeySchema,
  summary: journeySchema.extend({
    nodes: z.array(journeyNodeSchema.pick({ key: true, type: true, label: true, next: true })),
  }),
  full_adds: 'the channel, template, campaign, wait and condition of each node',
  list_tool: 'optimove_list_journeys',
});
