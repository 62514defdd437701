import { z } from 'zod';
import { instantSchema } from './entity.ts';
import { incidentSchema, pipelineStageSchema, serviceSchema, STAGE_STATES } from './pipeline.ts';

export const STATUS_PARTS = ['services', 'incidents', 'pipelines'] as const;

/** A process of the platform. Its state is that of the stage that most needs a look. */
export const pipelineSchema = z.object({
  key: z.string(),
  name: z.string().min(1),
  state: z.enum(STAGE_STATES),
  stages: z.array(pipelineStageSchema).min(1),
});
export type Pipeline = z.infer<typeof pipelineSchema>;

/** How the platform is, for the whole tenant. A part that was not asked for is left out. */
export const platformStatusSchema = z.object({
  /** When the data of the tenant was last updated with success. */
  last_data_update: instantSchema,
  services: z.array(serviceSchema).optional(),
  /** Those that are open, the newest first. */
  incidents: z.array(incidentSchema).optional(),
  pipelines: z.array(pipelineSchema).optional(),
  /** The tenant's page in the console. */
  url: z.url(),
});
export type PlatformStatus = z.infer<typeof platformStatusSchema>;
