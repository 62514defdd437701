import { z } from 'zod';
import { executionOf } from '../../data/executions.ts';
import { channelOf } from '../../data/lookups.ts';
import { sendsThrough } from '../../data/sends.ts';
import { defineRead } from '../../define.ts';
import { Problem } from '../../problem.ts';
import { id, integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Actions/GetExecutedCampaignChannelDetails',
  summary: 'What a campaign sent through a channel, by template.',
  evidence: 'documented',
  query: { CampaignID: id, ChannelID: id },
  answer: list({ ListID: integer, SendID: z.string(), TemplateID: integer, ScheduledTime: z.string() }),
  handle({ tenant }, { CampaignID, ChannelID }) {
    const execution = executionOf(tenant, CampaignID);
    if (execution instanceof Problem) return execution;
    const channel = channelOf(tenant, ChannelID);
    return channel instanceof Problem ? channel : sendsThrough(tenant, execution, channel.id);
  },
});
