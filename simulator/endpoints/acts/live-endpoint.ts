import { DRAFT_BODIES, type DraftType } from '#contract/drafts.ts';
import { itemAnswerOf } from '#contract/page.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { defineWriteEndpoint, type Endpoint } from '../define.ts';
import { type Body, type CollectionOf, creationOf, type PlanOf } from '../drafts/creation.ts';
import { DRAFT_EXAMPLES } from '../drafts/draft-examples.ts';
import { envelope } from '../listing/envelope.ts';
import { Made } from '../made.ts';
import { Refusal } from '../refusal.ts';
import { showItem, SHOWN } from './shown.ts';

/** `POST …/{collection}`: an entity that is live from the start, as Optimove's own builders make it. */
export function liveEndpoint<Type extends DraftType>(type: Type, planOf: PlanOf<Type>): Endpoint {
  const collection: CollectionOf<Type> = ENTITY_COLLECTIONS[type];
  const create = creationOf(type, planOf);
  return defineWriteEndpoint({
    path: `/api/v1/tenants/:tenant/${collection}`,
    effect: 'create_live',
    scope: null,
    evidence: 'designed',
    permission: 'entities.write',
    summary: `Create one of ${collection}, live at once`,
    body: DRAFT_BODIES[type],
    example: { body: DRAFT_EXAMPLES[type] },
    answer: itemAnswerOf(SHOWN[collection].schema),
    handle(call, body: Body<Type>) {
      const created = create(call, body, 'api');
      if (created instanceof Refusal) return created;
      const { record } = created;
      const answer = { ...envelope(call), item: showItem(collection, record, call) };
      const changes = [{ type, id: record.id, act: 'create', to: record.status }];
      return new Made({ type, id: record.id }, answer, 201, { changes });
    },
  });
}
