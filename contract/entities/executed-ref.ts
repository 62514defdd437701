import { z } from 'zod';
import { refSchema } from './entity.ts';

/** The kinds of entity that are executed, and whose execution can fail. */
export const EXECUTED_TYPES = ['campaign', 'journey', 'stream', 'trigger'] as const;
export const executedRefSchema = refSchema.extend({ type: z.enum(EXECUTED_TYPES) });
export type ExecutedRef = z.infer<typeof executedRefSchema>;
