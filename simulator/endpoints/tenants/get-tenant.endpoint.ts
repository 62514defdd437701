import { z } from 'zod';
import { tenantSchema } from '#contract/entities/tenant.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { envelope } from '../listing/envelope.ts';
import { tenantAs } from './tenant-access.ts';

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant',
  permission: 'tenant.read',
  summary: 'Get a tenant and the rights of the caller in it',
  query: z.strictObject({}),
  answer: itemAnswerOf(tenantSchema),
  handle: (call) => ({
    ...envelope(call),
    item: tenantAs(call.tenant.facts, call.membership, call.origin),
  }),
});
