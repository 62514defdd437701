import type { Collections } from '#fixtures/world-data.ts';

/** The kinds of entity as the journal and the control API name them, each with its collection. */
export const ENTITY_COLLECTIONS = {
  campaign: 'campaigns',
  promotion: 'promotions',
  trigger: 'triggers',
  journey: 'journeys',
  stream: 'streams',
  segment: 'segments',
  target_group: 'target-groups',
  channel: 'channels',
  template: 'templates',
} as const satisfies Record<string, keyof Collections>;

export type EntityType = keyof typeof ENTITY_COLLECTIONS;

export const ENTITY_TYPES: readonly EntityType[] = Object.keys(ENTITY_COLLECTIONS).filter(
  (type): type is EntityType => type in ENTITY_COLLECTIONS,
);
