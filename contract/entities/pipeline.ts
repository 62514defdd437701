import { z } from 'zod';
import { idSchema, instantSchema } from './entity.ts';

/** The daily process in its order; execution begins with the first campaign that is processed. */
export const STAGE_KEYS = [
  'data_received',
  'batch_calculation',
  'campaigns_processed',
  'campaigns_executed',
  'process_completed',
] as const;
export const STAGE_STATES = ['done', 'running', 'late', 'failed', 'waiting'] as const;

export const pipelineStageSchema = z.object({
  key: z.enum(STAGE_KEYS),
  name: z.string().min(1),
  state: z.enum(STAGE_STATES),
  expected_at: instantSchema,
  finished_at: instantSchema.nullable(),
});
export type PipelineStage = z.infer<typeof pipelineStageSchema>;

/** What an incident does to a service. */
export const IMPACTS = ['degraded', 'outage', 'maintenance'] as const;

/** A part of the platform, or one of the tenant's channels under its kind. */
export const serviceSchema = z.object({
  key: z.string(),
  name: z.string().min(1),
  status: z.enum(['operational', ...IMPACTS]),
});
export type Service = z.infer<typeof serviceSchema>;

export const INCIDENT_STATES = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

export const incidentSchema = z.object({
  id: idSchema,
  title: z.string().min(1),
  summary: z.string().min(1),
  state: z.enum(INCIDENT_STATES),
  impact: z.enum(IMPACTS),
  /** Keys of the services that suffer, or suffered. */
  services: z.array(z.string()).min(1),
  started_at: instantSchema,
  resolved_at: instantSchema.nullable(),
});
export type Incident = z.infer<typeof incidentSchema>;
