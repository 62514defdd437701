import type { z } from 'zod';
import { channelSchema, templateSchema } from '#contract/entities/channel.ts';
import type { Collection } from '#contract/queries.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { campaigns } from '../campaigns/campaigns.ts';
import { showChannel } from '../channels/show-channel.ts';
import type { TenantCall } from '../define.ts';
import { journeys } from '../journeys/journeys.ts';
import type { EntityCollection } from '../listing/entity-endpoints.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { promotions } from '../promotions/promotions.ts';
import { segments } from '../segments/segments.ts';
import { streams } from '../streams/streams.ts';
import { targetGroups } from '../target-groups/target-groups.ts';
import { triggers } from '../triggers/triggers.ts';

interface Shown<Row> {
  readonly schema: z.ZodType;
  readonly show: (record: Row, call: TenantCall) => object;
}

/** What an answer says of an entity of each collection: what a get of it says. */
export const SHOWN: { readonly [Name in keyof Collections]: Shown<Collections[Name]> } = {
  campaigns: shown(campaigns),
  promotions: shown(promotions),
  triggers: shown(triggers),
  journeys: shown(journeys),
  streams: shown(streams),
  segments: shown(segments),
  'target-groups': shown(targetGroups),
  channels: { schema: channelSchema, show: (channel, call) => showChannel(call, channel) },
  templates: {
    schema: templateSchema,
    show: (template, call) => ({ ...template, url: consoleUrl(call, 'templates', template.id) }),
  },
};

export function showItem<Name extends keyof Collections>(
  collection: Name,
  record: Collections[Name],
  call: TenantCall,
): object {
  const { show }: Shown<Collections[Name]> = SHOWN[collection];
  return show(record, call);
}

function shown<Name extends Collection & keyof Collections>({
  name,
  schema,
  describe,
}: EntityCollection<Name>): Shown<Collections[Name]> {
  return {
    schema,
    show: (record, call) => ({
      ...record,
      ...describe?.(record, call.tenant),
      url: consoleUrl(call, name, record.id),
    }),
  };
}
