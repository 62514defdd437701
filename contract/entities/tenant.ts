import { z } from 'zod';
import { permissionSchema, roleSchema } from '../permissions.ts';
import { instantSchema } from './entity.ts';

export const REGIONS = ['eu', 'us'] as const;

/** A tenant as the signed-in user may use it: its facts, and the user's own rights in it. */
export const tenantSchema = z.object({
  id: z.string(),
  name: z.string(),
  industry: z.string(),
  region: z.enum(REGIONS),
  currency: z.string().length(3),
  time_zone: z.string(),
  language: z.string(),
  /** Those that the user may see. */
  brands: z.array(z.object({ key: z.string(), name: z.string() })),
  last_data_update: instantSchema,
  access: z.object({ role: roleSchema, permissions: z.array(permissionSchema), brands: z.array(z.string()) }),
  url: z.url(),
});
export type Tenant = z.infer<typeof tenantSchema>;

/** The answer of `GET /api/v1/me`. */
export const meSchema = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  tenants: z.array(tenantSchema),
  as_of: instantSchema,
});
export type Me = z.infer<typeof meSchema>;
