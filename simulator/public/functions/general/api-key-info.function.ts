import { z } from 'zod';
import { KEY_ROLES, TENANT_NUMBERS } from '#fixtures/api-keys.ts';
import { attributesOf } from '#fixtures/population/roster.ts';
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
  handle: ({ key, tenant }) => ({
    Nickname: key.nickname,
    Scope: key.role,
    TenantID: TENANT_NUMBERS[key.tenant] ?? 0,
    Channels: tenant.collections.channels.map(({ id, name }) => ({ ChannelID: id, ChannelName: name })),
    Attributes: attributesOf(tenant.schema).map(({ key: name }) => name),
  }),
});
