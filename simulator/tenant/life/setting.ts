import type { ChannelKind } from '#contract/entities/entity.ts';
import { rollOf } from '#fixtures/random.ts';
import type { ChannelRecord, TargetGroupRecord, TenantData } from '#fixtures/world-data.ts';
import type { World } from '../../ports.ts';
import { createIdIndex } from '../id-index.ts';

const findGroup = createIdIndex<TargetGroupRecord>();

/** What is looked at of a tenant when something happens in it. */
export interface Setting {
  readonly tenant: TenantData;
  groupOf(id: string): TargetGroupRecord | undefined;
  channelOf(kind: ChannelKind): ChannelRecord | undefined;
  /** A number in [0, 1) that is the same whenever the same is asked at the same instant. */
  roll(purpose: string, id: string, at: number): number;
}

export function settingOf(world: World, tenantId: string): Setting {
  const tenant = world.tenant(tenantId);
  if (tenant === undefined) throw new TypeError(`There is no tenant ${tenantId}.`);
  return {
    tenant,
    groupOf: (id) => findGroup(tenant.collections['target-groups'], id),
    channelOf: (kind) => tenant.collections.channels.find((channel) => channel.kind === kind),
    roll: (purpose, id, at) => rollOf(world.seed, tenantId, 'life', purpose, id)(Math.floor(at / 60_000)),
  };
}
