import { z } from 'zod';
import { streamSchema, streamStepSchema } from '#contract/entities/stream.ts';
import { defineGetTool } from './get-tool.ts';

export default defineGetTool({
  name: 'optimove_get_stream',
  title: 'Get stream',
  description: 'One stream: ordered steps, treatments, control share, member campaigns and KPIs.',
  entity: 'stream',
  collection: 'streams',
  schema: streamSchema,
  summary: streamSchema.extend({
    steps: z.array(
      streamStepSchema.pick({ key: true, type: true, channel: true, next: true, next_alt: true }),
    ),
  }),
  full_adds: 'the template, promotion, wait and split of each step',
  list_tool: 'optimove_list_streams',
});
