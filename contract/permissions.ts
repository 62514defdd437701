import { z } from 'zod';

export const ROLES = ['admin', 'marketer', 'approver', 'analyst', 'viewer'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

export const PERMISSIONS = [
  'tenant.read',
  'schema.read',
  'channels.read',
  'campaigns.read',
  'promotions.read',
  'triggers.read',
  'journeys.read',
  'streams.read',
  'segments.read',
  'target_groups.read',
  'analytics.read',
  'platform.read',
  'drafts.write',
  'entities.approve',
  'entities.activate',
  'entities.write',
  'settings.write',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

const ENTITIES = [
  'tenant.read',
  'schema.read',
  'channels.read',
  'campaigns.read',
  'promotions.read',
  'triggers.read',
  'journeys.read',
  'streams.read',
  'segments.read',
  'target_groups.read',
] as const satisfies readonly Permission[];

/** What each role may do inside the brands of its membership. Designed for the simulator: Optimove publishes no role names. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  approver: [
    ...ENTITIES,
    'analytics.read',
    'platform.read',
    'drafts.write',
    'entities.approve',
    'entities.activate',
  ],
  marketer: [...ENTITIES, 'analytics.read', 'platform.read', 'drafts.write'],
  analyst: [...ENTITIES, 'analytics.read', 'platform.read'],
  viewer: ENTITIES,
};
