import { streamStatusSchema, streamSummarySchema } from '#contract/entities/stream.ts';
import { anyOfParam, channelParam } from '../params.ts';
import { defineListTool } from './list-tool.ts';

export default defineListTool({
  name: 'optimove_list_streams',
  title: 'List streams',
  description: 'Stream summaries: campaigns measured together, status, dates.',
  collection: 'streams',
  summary: streamSummarySchema,
  filters: {
    status: anyOfParam(streamStatusSchema, 'Any of these.'),
    channel: channelParam,
  },
});
