import { z } from 'zod';
import { channelSchema } from '#contract/entities/channel.ts';
import { itemAnswerOf } from '#contract/page.ts';
import type { ChannelRecord } from '#fixtures/world-data.ts';
import { READ_PERMISSIONS } from '../../tenant/visibility.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { envelope } from '../listing/envelope.ts';
import { createIdIndex } from '../../tenant/id-index.ts';
import { notFound } from '../refusal.ts';
import { showChannel } from './show-channel.ts';

const findById = createIdIndex<ChannelRecord>();

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/channels/:id',
  permission: READ_PERMISSIONS.channels,
  entity: 'channel',
  summary: 'Get one of channels',
  query: z.strictObject({}),
  answer: itemAnswerOf(channelSchema),
  handle(call) {
    const rows = call.world.visible(call.user, call.tenant.facts.id, 'channels');
    const channel = findById(rows, call.params['id'] ?? '');
    return channel === undefined ? notFound() : { ...envelope(call), item: showChannel(call, channel) };
  },
});
