import type { ChannelKind } from '#contract/entities/entity.ts';
import { rollOf } from '#fixtures/random.ts';
import type { ChannelRecord, TargetGroupRecord, TenantData } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { createIdIndex } from '../id-index.ts';

const findGroup = createIdIndex<TargetGroupRecord>();

/** What is looked at of a tenant when something happens in it. */
export interface Setting {
  readonly tenant: Pick<TenantData, 'facts' | 'schema' | 'collections'>;
  /** Whether the campaigns of the day should have been processed by then, and are not. */
  readonly isLate: boolean;
  readonly groupOf: (id: string) => TargetGroupRecord | undefined;
  readonly channelOf: (kind: ChannelKind) => ChannelRecord | undefined;
  /** A number in [0, 1) that is always the same for a purpose, an entity and the instant. */
  readonly roll: (purpose: string, id: string) => number;
}

/** A tenant as it was at an instant of the past: the data that it knew then, in the records of now. */
export function settingOf(
  world: World,
  tenantId: string,
  at: number,
  present: TenantData | undefined = world.tenant(tenantId),
): Setting {
  if (present === undefined) throw new TypeError(`There is no tenant ${tenantId}.`);
  const { facts, schema, collections } = present;
  const process = world.life.processOf(tenantId);
  return {
    tenant: { facts: { ...facts, last_data_update: process.lastUpdateAt(at) }, schema, collections },
    isLate: process.isLateAt(at),
    groupOf: (id) => findGroup(collections['target-groups'], id),
    channelOf: (kind) => collections.channels.find((channel) => channel.kind === kind),
    roll: (purpose, id) => rollOf(world.seed, tenantId, 'life', purpose, id)(Math.floor(at / 60_000)),
  };
}
