import { z } from 'zod';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetExecutionChannels',
  summary: 'The channels through which campaigns are executed.',
  evidence: 'documented',
  query: {},
  answer: list({ ChannelID: integer, ChannelName: z.string() }),
  handle: ({ tenant }) =>
    tenant.collections.channels.map(({ id, name }) => ({ ChannelID: id, ChannelName: name })),
});
