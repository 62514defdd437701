import { createHash } from 'node:crypto';
import {
  DRAFT_BODIES,
  type DraftAnswer,
  type DraftType,
  draftAnswerSchema,
  IDEMPOTENCY_HEADER,
  idempotencyKeySchema,
} from '#contract/drafts.ts';
import type { Attempt } from '../../ports.ts';
import { canonicalJson } from '../../tenant/canonical-json.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { defineWriteEndpoint } from '../define.ts';
import type { Endpoint, TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { createIdIndex } from '../../tenant/id-index.ts';
import { Made } from '../made.ts';
import { Refusal, invalidBody } from '../refusal.ts';
import { DRAFT_EXAMPLES } from './draft-examples.ts';
import { type Body, type CollectionOf, creationOf, type DraftBase, type PlanOf } from './creation.ts';

/** `POST …/drafts/{plural}`: one draft of one kind, or a refusal that leaves the world as it was. */
export function draftEndpoint<Type extends DraftType>(type: Type, planOf: PlanOf<Type>): Endpoint {
  const collection: CollectionOf<Type> = ENTITY_COLLECTIONS[type];
  const create = creationOf(type, planOf);
  const findById = createIdIndex<{ id: string }>();

  return defineWriteEndpoint({
    path: `/api/v1/tenants/:tenant/drafts/${collection}`,
    effect: 'create_draft',
    scope: 'api:drafts',
    evidence: 'designed',
    permission: 'drafts.write',
    summary: `Create one draft of ${collection}`,
    headers: { [IDEMPOTENCY_HEADER]: idempotencyKeySchema },
    body: DRAFT_BODIES[type],
    example: { body: DRAFT_EXAMPLES[type] },
    answer: draftAnswerSchema,
    handle(call, body: Body<Type>) {
      const { world, user, tenant, request } = call;
      const key = request.headers.get(IDEMPOTENCY_HEADER);
      if (key !== null && !idempotencyKeySchema.safeParse(key).success) {
        return invalidBody([
          { parameter: IDEMPOTENCY_HEADER, problem: 'must be 1 to 128 visible ASCII characters' },
        ]);
      }
      const attempt = canonicalJson([user.id, tenant.facts.id, type, key]);
      const hash = createHash('sha256').update(canonicalJson(body)).digest('hex');
      const before = key === null ? undefined : world.attempts.find(attempt);
      if (before !== undefined) {
        const rows = world.visible(user, tenant.facts.id, collection);
        const mayBeSeen = findById(rows, before.answer.draft.id) !== undefined;
        return before.body === hash && mayBeSeen ? made(before.answer, true) : reused();
      }

      const created = create(call, body, 'mcp');
      if (created instanceof Refusal) return created;
      const answer = answerOf(call, type, created.record, created.estimated_size);
      if (key !== null) world.attempts.remember(attempt, { body: hash, answer });
      return made(answer, false);
    },
  });
}

function answerOf(
  call: TenantCall,
  type: DraftType,
  { id, name, brand, created_at, created_by }: DraftBase,
  estimated_size: number | undefined,
): Attempt['answer'] {
  const url = consoleUrl(call, ENTITY_COLLECTIONS[type], id);
  return {
    draft: { id, type, name, brand, status: 'draft', url, created_at, created_by },
    ...(estimated_size !== undefined && { estimated_size }),
  };
}

function made(answer: Attempt['answer'], replayed: boolean): Made<DraftAnswer> {
  const { type, id } = answer.draft;
  const changes = [{ type, id, act: 'create', to: 'draft' }];
  return new Made({ type, id }, { ...answer, replayed }, replayed ? 200 : 201, replayed ? {} : { changes });
}

function reused(): Refusal {
  return new Refusal(
    'idempotency_key_reused',
    'This idempotency key came before with another body. Repeat the call with the same body, or with another key.',
    { details: { parameter: IDEMPOTENCY_HEADER } },
  );
}
