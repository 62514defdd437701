import { z } from 'zod';
import { meSchema } from '#contract/entities/tenant.ts';
import { defineUserEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { tenantAs } from './tenant-access.ts';

export default defineUserEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/me',
  summary: 'Get the caller and the tenants of the caller',
  query: z.strictObject({
    tenant: z
      .union([z.string().transform((id) => [id]), z.array(z.string())])
      .optional()
      .describe('Only these tenants.'),
  }),
  answer: meSchema,
  handle: ({ user, world, origin }, { tenant: wanted }) => ({
    user,
    tenants: user.memberships.flatMap((membership) => {
      const tenant = world.tenant(membership.tenant);
      const isWanted = wanted === undefined || wanted.includes(membership.tenant);
      return tenant === undefined || !isWanted ? [] : [tenantAs(tenant.facts, membership, origin)];
    }),
    as_of: world.clock.now().toISOString(),
  }),
});
