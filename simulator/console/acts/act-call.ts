import type { Collections } from '#fixtures/world-data.ts';
import type { PageContext } from '../../pages/define.ts';
import { ACTS } from '../../tenant/acts/acts.ts';
import { actsOn, obstacleTo, sceneOf, type Choice } from '../../tenant/acts/choices.ts';
import type { Act, Acts } from '../../tenant/acts/define.ts';
import { ENTITY_COLLECTIONS, ENTITY_TYPES, type EntityType } from '../../tenant/entity-types.ts';
import { collectionOf, placeOf, type Place } from '../place.ts';
import { fieldsOf, type ActField } from './act-fields.ts';
import type { Confirmed } from './act-view.ts';
import { doerOf } from './doer.ts';

/** What the address of an act names, as far as the user may see it. */
export interface ActCall {
  place: Place;
  collection: keyof Collections;
  type: EntityType;
  name: string;
  /** The same id that the API's endpoint for it has. */
  endpoint: string;
  effect: Act<unknown>['effect'];
  record: Confirmed;
  fields: readonly ActField[];
  /** Absent for what role or status do not allow. */
  choice: Choice | undefined;
  refused: Refused;
}

/** Why nothing can be done, and how a page says so. */
export interface Refused {
  status: number;
  title: string;
  why: string;
}

/** What the path of a confirmation names; null for what does not exist, or what this user may not see. */
export function actCall(context: PageContext): ActCall | null {
  const place = placeOf(context);
  const collection = collectionOf(context);
  if (!place || !collection) return null;
  const record = place.find(collection, context.params['id'] ?? '');
  return record ? callOf(context, place, collection, record) : null;
}

function callOf<Name extends keyof Collections>(
  context: PageContext,
  place: Place,
  collection: Name,
  record: Collections[Name],
): ActCall | null {
  const { act: name = '' } = context.params;
  const acts: Acts<Collections[Name]> = ACTS[collection];
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
  const type = ENTITY_TYPES.find((one) => ENTITY_COLLECTIONS[one] === collection);
  if (!act || !type) return null;
  const endpoint = `${name}-${type.replaceAll('_', '-')}`;
  const doer = doerOf(context, endpoint);
  const scene = sceneOf(doer, place.tenant.id);
  const obstacle = scene && obstacleTo(act, scene, collection, record);
  return {
    place,
    collection,
    type,
    name,
    endpoint,
    effect: act.effect,
    record,
    fields: fieldsOf(act.input, record),
    choice: actsOn(doer, place.tenant.id, collection, record).find((choice) => choice.act === name),
    refused: refusedFor(obstacle?.reason, obstacle?.message ?? ''),
  };
}

/** The page of an obstacle: the role does not allow it, or how things are. */
export function refusedFor(reason: string | undefined, why: string): Refused {
  return reason === 'permission'
    ? { status: 403, title: 'Your role does not include this', why }
    : { status: 409, title: 'That is not possible', why };
}
