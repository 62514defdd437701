import { z } from 'zod';
import { channelSchema, templateSummarySchema } from '#contract/entities/channel.ts';
import { itemAnswerOf, listAnswerOf } from '#contract/page.ts';
import { readOperation } from '../../optimove/operation.ts';
import type { Query } from '../../ports.ts';
import { fail } from '../../result.ts';
import { reducedItem } from '../../shaping/reduced-item.ts';
import { capShareOf } from '../../shaping/token-budget.ts';
import { shapeOutput } from '../../shaping/tool-result.ts';
import { resolveDates } from '../date-filters.ts';
import { defineReadTool } from '../define.ts';
import { listOutput, noteOutput } from '../output.ts';
import { idParam, pagingParams } from '../params.ts';
import { readPage } from '../read-page.ts';
import { wireItemOf } from '../wire-schema.ts';

const listChannels = readOperation('/tenants/:tenant/channels', listAnswerOf(channelSchema));
const getChannel = readOperation('/tenants/:tenant/channels/:id', itemAnswerOf(channelSchema));
const listTemplates = readOperation('/tenants/:tenant/templates', listAnswerOf(templateSummarySchema));

export default defineReadTool({
  name: 'optimove_list_channels',
  title: 'List channels',
  description:
    'Execution channels configured in the tenant, their provider, status, senders and template counts; with channel_id, one channel and its templates.',
  input: z.strictObject({
    channel_id: idParam('Gives this channel, and its templates as items.'),
    ...pagingParams,
  }),
  output: listOutput(
    wireItemOf(channelSchema.extend(templateSummarySchema.shape), ['id', 'name', 'url']),
  ).extend({ channel: wireItemOf(channelSchema.extend(noteOutput), ['id', 'name', 'url']).optional() }),
  async run(input, context) {
    const { api } = context;
    const params = { tenant: context.tenant.id };
    const { channel_id: id } = input;
    if (id === undefined) {
      const read = (query: Query) => api.read(listChannels, { params, query });
      return readPage(input, context, read, {}, resolveDates, 'in_parts');
    }

    const found = await api.find(getChannel, { params: { ...params, id } });
    if (!found.ok) return found;
    if (found.value !== null) {
      const channel = await besideItems(found.value.item);
      return readPage(input, context, (query) => api.read(listTemplates, { params, query }), { channel });
    }
    const others = await api.read(listChannels, { params, query: { limit: NEAREST } });
    if (!others.ok) return others;
    const nearest = others.value.items.map((channel) => ({ id: channel.id, name: channel.name }));
    return fail({
      code: 'not_found',
      entity: 'channel',
      given: id,
      nearest,
      list_tool: 'optimove_list_channels',
    });
  },
});

const NEAREST = 5;

/** A channel that leaves room for its templates. */
async function besideItems(channel: z.infer<typeof channelSchema>): Promise<object> {
  return (await capShareOf(shapeOutput({ channel }))) <= HALF ? channel : reducedItem(channel);
}

const HALF = 0.5;
