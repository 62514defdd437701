import { z } from 'zod';
import { KEY_ROLES, TENANT_NUMBERS } from '#fixtures/api-keys.ts';
import { attributesIn } from '../../data/customer-attributes.ts';
import { defineRead } from '../../define.ts';
import { integer, list } from '../../schema.ts';

export default defineRead({
  path: '/Apikey/Info',
  summary: 'What the key may do, and in which tenant.',
  evidence: 'inferred',
  query: {},
  answer: z.object({
    Nickname: z.string(),
    Scope: z.enum(KEY_ROLES),
    TenantID: integer,
    Channels: list({ ChannelID: integer, ChannelName: z.string() }),
    Attributes: z.array(z.string()),
  }),
  handle: (call) => ({
    Nickname: call.key.nickname,
    Scope: call.key.role,
    TenantID: TENANT_NUMBERS[call.key.tenant] ?? 0,
    Channels: call.tenant.collections.channels.map(({ id, name }) => ({ ChannelID: id, ChannelName: name })),
    Attributes: attributesIn(call).map(({ key: name }) => name),
  }),
});
