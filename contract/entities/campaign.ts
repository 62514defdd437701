import { z } from 'zod';
import { campaignContentSchema } from '../drafts.ts';
import { channelKindSchema, entityBaseSchema, idSchema, instantSchema, refSchema } from './entity.ts';

export const CAMPAIGN_STATUSES = [
  'draft',
  'pending_approval',
  'scheduled',
  'processing',
  'running',
  'paused',
  'completed',
  'not_run',
  'stopped',
  'failed',
] as const;
export const CAMPAIGN_TYPES = ['scheduled', 'triggered', 'stream'] as const;
export const campaignStatusSchema = z.enum(CAMPAIGN_STATUSES);
export const campaignTypeSchema = z.enum(CAMPAIGN_TYPES);

export const campaignSummarySchema = entityBaseSchema.extend({
  status: campaignStatusSchema,
  type: campaignTypeSchema,
  channels: z.array(channelKindSchema),
  target_group: refSchema,
  tags: z.array(z.string()),
  /** Next execution of a campaign to come, last one of a campaign that ran; null for what was never scheduled. */
  execution_at: instantSchema.nullable(),
});

/** One treatment within a campaign; the control action sends nothing. */
export const campaignActionSchema = z.object({
  id: idSchema,
  name: z.string(),
  is_control: z.boolean(),
  share_percent: z.number().min(0).max(100),
  messages: z.array(
    z.object({
      channel: channelKindSchema,
      channel_id: idSchema,
      /** Null as long as none was chosen. */
      template: refSchema.nullable(),
      /** What was written for this campaign alone. */
      content: campaignContentSchema.optional(),
      send_time: z.string().nullable(),
    }),
  ),
  promotion: refSchema.extend({ code: z.string() }).nullable(),
});

export const campaignSchema = campaignSummarySchema.extend({
  objective: z.string(),
  notes: z.string(),
  control_group_percent: z.number().min(0).max(50),
  duration_days: z.int(),
  lead_time_days: z.int(),
  actions: z.array(campaignActionSchema),
  exclusions: z.array(refSchema),
  schedule: z
    .object({
      kind: z.enum(['one_time', 'recurring', 'on_event']),
      starts_at: instantSchema,
      ends_at: instantSchema.nullable(),
      recurrence: z.string().nullable(),
      time_zone: z.string(),
    })
    .nullable(),
  trigger: refSchema.nullable(),
  stream: refSchema.nullable(),
  approval: z.object({
    state: z.enum(['not_requested', 'pending', 'approved', 'rejected']),
    by: z.string().nullable(),
    at: instantSchema.nullable(),
  }),
  /** The newest first, at most 10. */
  occurrences: z.array(
    z.object({
      id: idSchema,
      executed_at: instantSchema,
      status: z.enum(['running', 'successful', 'failed', 'not_run', 'cancelled']),
      targeted: z.int(),
      control: z.int(),
      error: z.string().nullable(),
    }),
  ),
});
export type CampaignSummary = z.infer<typeof campaignSummarySchema>;
export type Campaign = z.infer<typeof campaignSchema>;
