import { createHash } from 'node:crypto';
import {
  DRAFT_BODIES,
  type DraftAnswer,
  type DraftType,
  draftAnswerSchema,
  IDEMPOTENCY_HEADER,
  idempotencyKeySchema,
} from '#contract/drafts.ts';
import type { Collections, EntityOrigin } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import type { Attempt } from '../../ports.ts';
import { canonicalJson } from '../../tenant/canonical-json.ts';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { defineWriteEndpoint } from '../define.ts';
import type { Endpoint, TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { createIdIndex } from '../listing/id-index.ts';
import { Made } from '../made.ts';
import { Refusal, invalidBody } from '../refusal.ts';
import { createDesk, type Desk } from './desk.ts';
import { DRAFT_EXAMPLES } from './draft-examples.ts';
import { createTakenNames, nameProblem } from './taken-names.ts';

type CollectionOf<Type extends DraftType> = (typeof ENTITY_COLLECTIONS)[Type];

/** What every draft has. */
export type DraftBase = EntityOrigin & { id: string; name: string };

/** What a body comes to, when nothing is wrong with it. `make` is called once, and only then takes numbers. */
export interface Plan<Type extends DraftType> {
  brand: string;
  make: (base: DraftBase) => Collections[CollectionOf<Type>] & { status: string };
  estimated_size?: number;
}

/** `POST …/drafts/{plural}`: one draft of one kind, or a refusal that leaves the world as it was. */
export function draftEndpoint<Type extends DraftType>(
  type: Type,
  planOf: (body: z.output<(typeof DRAFT_BODIES)[Type]>, desk: Desk) => Plan<Type> | null,
): Endpoint {
  const collection: CollectionOf<Type> = ENTITY_COLLECTIONS[type];
  const takenName = createTakenNames();
  const findById = createIdIndex<{ id: string }>();

  function create(
    call: TenantCall,
    body: z.output<(typeof DRAFT_BODIES)[Type]>,
  ): Attempt['answer'] | Refusal {
    const desk = createDesk(call);
    const illegible = nameProblem(body.name);
    if (illegible !== null) desk.complain('name', illegible);
    const plan = planOf(body, desk);
    if (plan === null || desk.problems.length > 0) return invalidBody(desk.problems);

    const { world, user, tenant } = call;
    const there = takenName(world.visible(user, tenant.facts.id, collection), plan.brand, body.name);
    if (there !== undefined) {
      const { id, name, status } = there;
      const existing = { id, name, status, url: consoleUrl(call, collection, id) };
      return new Refusal('name_taken', 'This brand has one of this name already. Take another name.', {
        details: { parameter: 'name', existing },
      });
    }

    const now = world.clock.now().toISOString();
    const record = plan.make({
      id: world.changes.nextId(),
      name: body.name,
      brand: plan.brand,
      source: 'mcp',
      created_at: now,
      created_by: user.email,
      updated_at: now,
    });
    world.changes.put(tenant.facts.id, collection, record);
    return answerOf(call, type, record, plan.estimated_size);
  }

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
    handle(call, body: z.output<(typeof DRAFT_BODIES)[Type]>) {
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

      const answer = create(call, body);
      if (answer instanceof Refusal) return answer;
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
  return new Made({ type, id }, { ...answer, replayed }, replayed ? 200 : 201);
}

function reused(): Refusal {
  return new Refusal(
    'idempotency_key_reused',
    'This idempotency key came before with another body. Repeat the call with the same body, or with another key.',
    { details: { parameter: IDEMPOTENCY_HEADER } },
  );
}
