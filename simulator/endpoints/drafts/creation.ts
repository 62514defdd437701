import type { DRAFT_BODIES, DraftType } from '#contract/drafts.ts';
import type { Collections, EntityOrigin } from '#fixtures/world-data.ts';
import type { z } from 'zod';
import { ENTITY_COLLECTIONS } from '../../tenant/entity-types.ts';
import { createTakenNames, nameProblem } from '../../tenant/taken-names.ts';
import type { TenantCall } from '../define.ts';
import { consoleUrl } from '../listing/envelope.ts';
import { Refusal, invalidBody } from '../refusal.ts';
import { createDesk, type Desk } from './desk.ts';

export type CollectionOf<Type extends DraftType> = (typeof ENTITY_COLLECTIONS)[Type];

/** What every draft has. */
export type DraftBase = EntityOrigin & { id: string; name: string };

/** What a body comes to, when nothing is wrong with it. `make` is called once, and only then takes numbers. */
export interface Plan<Type extends DraftType> {
  brand: string;
  make: (base: DraftBase) => Collections[CollectionOf<Type>] & { status: string };
  estimated_size?: number;
}

export type Body<Type extends DraftType> = z.output<(typeof DRAFT_BODIES)[Type]>;
export type PlanOf<Type extends DraftType> = (body: Body<Type>, desk: Desk) => Plan<Type> | null;

/** What was made, and is in the world. */
interface Creation<Type extends DraftType> {
  record: ReturnType<Plan<Type>['make']>;
  estimated_size?: number | undefined;
}

/** Makes one entity of a kind and puts it into the world, or refuses and leaves the world as it was. */
export function creationOf<Type extends DraftType>(
  type: Type,
  planOf: PlanOf<Type>,
): (call: TenantCall, body: Body<Type>, source: EntityOrigin['source']) => Creation<Type> | Refusal {
  const collection: CollectionOf<Type> = ENTITY_COLLECTIONS[type];
  const takenName = createTakenNames<{ id: string; name: string; brand: string; status: string }>();

  return (call, body, source) => {
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
      source,
      created_at: now,
      created_by: user.email,
      updated_at: now,
    });
    world.changes.put(tenant.facts.id, collection, record);
    return { record, estimated_size: plan.estimated_size };
  };
}
