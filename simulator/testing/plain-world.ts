import { openWorld } from '#fixtures/open-world.ts';
import type { TenantData, WorldData, WorldOptions } from '#fixtures/world-data.ts';

/** The demo world with lists that hold their rows: what lists that make them have to answer like. */
export function openPlainWorld(options: WorldOptions): WorldData {
  const { tenants, users } = openWorld(options);
  return { users, tenants: new Map([...tenants].map(([id, open]) => [id, () => withPlainLists(open())])) };
}

function withPlainLists(data: TenantData): TenantData {
  const { collections } = data;
  const plain = {
    campaigns: [...collections.campaigns],
    promotions: [...collections.promotions],
    triggers: [...collections.triggers],
    journeys: [...collections.journeys],
    streams: [...collections.streams],
    segments: [...collections.segments],
    'target-groups': [...collections['target-groups']],
    channels: [...collections.channels],
    templates: [...collections.templates],
  };
  return {
    facts: data.facts,
    schema: data.schema,
    collections: plain,
    get results() {
      return data.results;
    },
    get activity() {
      return data.activity;
    },
    get platform() {
      return data.platform;
    },
  };
}
