import { channelSchema } from '#contract/entities/channel.ts';
import { listAnswerOf } from '#contract/page.ts';
import { LIST_QUERIES } from '#contract/queries.ts';
import type { ChannelRecord } from '#fixtures/world-data.ts';
import { READ_PERMISSIONS } from '../../tenant/visibility.ts';
import { defineEndpoint } from '../define.ts';
import { DESIGNED_READ } from '../designed-read.ts';
import { listAnswer } from '../listing/list-answer.ts';
import { createLister } from '../../tenant/listing/lister.ts';
import { BY_ID } from '../../tenant/listing/order.ts';
import { showChannel } from './show-channel.ts';

const slice = createLister<ChannelRecord>();

export default defineEndpoint({
  ...DESIGNED_READ,
  path: '/api/v1/tenants/:tenant/channels',
  permission: READ_PERMISSIONS.channels,
  summary: 'List channels',
  query: LIST_QUERIES.channels,
  answer: listAnswerOf(channelSchema),
  handle: (call, query) =>
    listAnswer(call, query, {
      rows: call.world.visible(call.user, call.tenant.facts.id, 'channels'),
      order: BY_ID,
      slice,
      matches: () => true,
      show: (channel) => showChannel(call, channel),
    }),
});
