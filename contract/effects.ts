import { z } from 'zod';

/** What one operation of the tenant API does to the world. The journal records it; a connector may cause the first two only. */
export const EFFECTS = [
  'read',
  'create_draft',
  'create_live',
  'modify',
  'delete',
  'approve',
  'activate',
  'schedule',
  'send',
  'settings',
] as const;
export const effectSchema = z.enum(EFFECTS);
export type Effect = z.infer<typeof effectSchema>;

/** How well an operation is attested: published by Optimove, inferred from what is, or designed here. */
export const EVIDENCE = ['documented', 'inferred', 'designed'] as const;
export type Evidence = (typeof EVIDENCE)[number];
