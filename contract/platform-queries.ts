import { z } from 'zod';
import { channelKindSchema, idSchema, queryInstantSchema } from './entities/entity.ts';
import { EXECUTED_TYPES } from './entities/executed-ref.ts';
import { SEVERITIES } from './entities/execution-error.ts';
import { JOB_STATES, JOB_TYPES } from './entities/platform-job.ts';
import { STATUS_PARTS } from './entities/platform-status.ts';
import { anyOf, paging } from './queries.ts';

/** The query parameters of the signals of Mission Control, below `…/platform/`. */
export const PLATFORM_QUERIES = {
  /** All parts when none is named. */
  status: z.strictObject({ include: anyOf(z.enum(STATUS_PARTS)) }),
  jobs: z.strictObject({
    ...paging,
    state: anyOf(z.enum(JOB_STATES)),
    type: z.enum(JOB_TYPES).optional(),
    started_after: queryInstantSchema.optional(),
  }),
  errors: z.strictObject({
    ...paging,
    severity: anyOf(z.enum(SEVERITIES)),
    entity_type: z.enum(EXECUTED_TYPES).optional(),
    entity_id: idSchema.optional(),
    channel: channelKindSchema.optional(),
    since: queryInstantSchema.optional(),
  }),
} as const;
