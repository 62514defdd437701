import { z } from 'zod';
import { itemAnswerOf } from '#contract/page.ts';
import { ACTS } from '../../tenant/acts/acts.ts';
import type { Act } from '../../tenant/acts/define.ts';
import { Obstacle } from '../../tenant/acts/obstacle.ts';
import { perform } from '../../tenant/acts/perform.ts';
import { ENTITY_COLLECTIONS, ENTITY_TYPES, type EntityType } from '../../tenant/entity-types.ts';
import { defineEndpoint, defineWriteEndpoint, type TenantCall } from '../define.ts';
import { envelope } from '../listing/envelope.ts';
import { Made } from '../made.ts';
import type { NamedEndpoint } from '../registry.ts';
import { actExample } from './act-examples.ts';
import { refusalOf } from './refusal-of.ts';
import { showItem, SHOWN } from './shown.ts';

/** An endpoint for every act on every kind of entity: `PATCH` and `DELETE` of the entity itself, `POST …/{act}` for the rest. */
export function actEndpoints(): NamedEndpoint[] {
  return ENTITY_TYPES.flatMap((type) =>
    Object.entries(ACTS[ENTITY_COLLECTIONS[type]]).map(([name, act]) => actEndpoint(type, name, act)),
  );
}

/** What is said of an act before there is a record to do it to. */
type ActFacts = Pick<Act<never>, 'title' | 'effect' | 'permission' | 'input'>;

function actEndpoint(
  entity: EntityType,
  name: string,
  { effect, permission, input, title }: ActFacts,
): NamedEndpoint {
  const collection = ENTITY_COLLECTIONS[entity];
  const id = `${name}-${entity.replaceAll('_', '-')}`;
  const path = `/api/v1/tenants/:tenant/${collection}/:id` as const;
  const facts = {
    effect,
    permission,
    entity,
    evidence: 'designed',
    // A copy is a draft, and that is what a scope names; no scope names the rest.
    scope: effect === 'create_draft' ? 'api:drafts' : null,
    summary: `${title}: one of ${collection}`,
    answer: itemAnswerOf(SHOWN[collection].schema),
    example: actExample(id, name),
  } as const;
  const handle = (call: TenantCall, body: unknown) => {
    const { world, user, clientId, params } = call;
    const tenantId = call.tenant.facts.id;
    const doer = { world, user, clientId, endpoint: id, via: 'api' } as const;
    const done = perform(doer, tenantId, collection, params['id'] ?? '', name, body);
    if (done instanceof Obstacle) return refusalOf(done, call, collection);
    const { record, isNew, changes, messages } = done;
    const answer = { ...envelope(call), item: showItem(collection, record, call) };
    return new Made({ type: entity, id: record.id }, answer, isNew ? 201 : 200, {
      changes,
      ...(messages > 0 && { messages }),
    });
  };
  if (name === 'delete') {
    const query = z.strictObject({});
    return {
      ...defineEndpoint({ ...facts, method: 'DELETE', path, query, handle: (call) => handle(call, {}) }),
      id,
    };
  }
  const at = name === 'modify' ? ({ method: 'PATCH', path } as const) : { path: `${path}/${name}` as const };
  return { ...defineWriteEndpoint({ ...facts, ...at, body: input, handle }), id };
}
