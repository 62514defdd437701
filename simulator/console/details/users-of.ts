import type { Ref } from '#contract/entities/entity.ts';
import type { Predicate } from '#contract/entities/predicate.ts';
import type { Collections } from '#fixtures/world-data.ts';
import { partsOf } from '../../tenant/grown-list.ts';
import type { Place } from '../place.ts';

/** What uses something, and which kind it is. */
export interface UserRef extends Ref {
  collection: keyof Collections;
}

/**
 * What of a collection uses something now. A record lists those that used it when the world began; what was drafted or changed since
 * is looked at itself, and what was deleted is no longer there.
 */
export function usersAmong<Name extends keyof Collections>(
  place: Place,
  collection: Name,
  listed: readonly Ref[],
  uses: (record: Collections[Name]) => boolean,
): UserRef[] {
  const { added } = partsOf(place.visible(collection));
  const changed = new Set(added.map(({ id }) => id));
  const still = listed.flatMap(({ id }) => (changed.has(id) ? [] : (place.find(collection, id) ?? [])));
  return [...still, ...added.filter(uses)].map(({ id, name }) => ({ id, name, collection }));
}

/** The campaigns, streams and journeys that carry a template or a promotion. */
export function carriersOf(
  place: Place,
  { id, used_in: listed }: { id: string; used_in: readonly Ref[] },
): UserRef[] {
  const isIt = (ref: Ref | null | undefined) => ref?.id === id;
  return [
    ...usersAmong(place, 'campaigns', listed, ({ actions }) =>
      actions.some(
        ({ promotion, messages }) => isIt(promotion) || messages.some(({ template }) => isIt(template)),
      ),
    ),
    ...usersAmong(place, 'streams', listed, ({ steps }) =>
      steps.some(({ template, promotion }) => isIt(template) || isIt(promotion)),
    ),
    ...usersAmong(place, 'journeys', listed, ({ nodes }) => nodes.some(({ template }) => isIt(template))),
  ];
}

/** The target groups and journeys whose rules name a segment. */
export function segmentUsers(
  place: Place,
  { id, used_in: listed }: { id: string; used_in: readonly Ref[] },
): UserRef[] {
  return [
    ...usersAmong(place, 'target-groups', listed, ({ criteria }) => names(criteria, id)),
    ...usersAmong(
      place,
      'journeys',
      listed,
      ({ entry, nodes }) =>
        entry.ref?.id === id || nodes.some(({ condition }) => condition && names(condition, id)),
    ),
  ];
}

function names(predicate: Predicate, segment: string): boolean {
  switch (predicate.type) {
    case 'and':
    case 'or':
      return predicate.children.some((child) => names(child, segment));
    case 'not':
      return names(predicate.child, segment);
    case 'segment':
      return predicate.segment.id === segment;
    case 'attribute':
    case 'lifecycle_stage':
    case 'value_segment':
    case 'event':
    case 'engagement':
      return false;
  }
}
