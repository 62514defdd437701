import { openWorld } from '#fixtures/open-world.ts';
import type { AudienceVocabulary } from '../vocabulary.ts';

const NOW = new Date('2026-05-20T09:30:00Z');
export const DEMO_TENANTS = ['lumenplay', 'northaisle', 'megamart'] as const;
export type DemoTenant = (typeof DEMO_TENANTS)[number];

const world = openWorld({ seed: 1, scale: 'small', epoch: NOW });

export function demoTenant(id: DemoTenant) {
  const open = world.tenants.get(id);
  if (open === undefined) throw new Error(`There is no tenant ${id}.`);
  return open();
}

const made = new Map<DemoTenant, AudienceVocabulary>();

/** What a description for a tenant of the demo world may speak of. */
export function demoVocabulary(id: DemoTenant): AudienceVocabulary {
  const known = made.get(id);
  if (known !== undefined) return known;
  const { schema, collections } = demoTenant(id);
  const vocabulary = { schema, segments: collections.segments, now: NOW, time_zone: 'Europe/Malta' };
  made.set(id, vocabulary);
  return vocabulary;
}
