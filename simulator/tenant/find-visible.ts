import type { Collections, UserRecord } from '#fixtures/world-data.ts';
import type { World } from '../ports.ts';
import { createIdIndex } from './id-index.ts';

const INDEXES: { readonly [Name in keyof Collections]: ReturnType<typeof createIdIndex<Collections[Name]>> } =
  {
    campaigns: createIdIndex(),
    promotions: createIdIndex(),
    triggers: createIdIndex(),
    journeys: createIdIndex(),
    streams: createIdIndex(),
    segments: createIdIndex(),
    'target-groups': createIdIndex(),
    channels: createIdIndex(),
    templates: createIdIndex(),
  };

/** One record of what a user may see. */
export function findVisible<Name extends keyof Collections>(
  world: World,
  user: UserRecord,
  tenant: string,
  collection: Name,
  id: string,
): Collections[Name] | undefined {
  const findById: ReturnType<typeof createIdIndex<Collections[Name]>> = INDEXES[collection];
  return findById(world.visible(user, tenant, collection), id);
}
