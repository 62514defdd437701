import { z } from 'zod';
import { fireEvent as fire } from '../tenant/life/fire-event.ts';
import { Problem, defineCall } from './call.ts';
import { unknownTenant } from './people.ts';

/** Reports that a customer did something, as the server of a shop would: the tenant's armed triggers see it. */
export const fireEvent = defineCall({
  method: 'POST',
  path: '/events',
  input: z.strictObject({
    tenant: z.string(),
    event: z.string(),
    /** Absent for a visitor, for whom no trigger fires. */
    customer: z.string().min(1).max(255).optional(),
    context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  }),
  handle({ world }, { tenant: id, event, customer = null, context }) {
    const problem = unknownTenant(world, id);
    if (problem !== null) return problem;
    const items = world.tenant(id)?.schema.filter(({ kind }) => kind === 'event') ?? [];
    if (!items.some(({ key }) => key === event)) {
      const known = items.map(({ key }) => key);
      return new Problem(400, `${id} has no event ${JSON.stringify(event)}.`, {
        field: 'event',
        allowed_values: known,
      });
    }
    const now = world.clock.now();
    const doer = { via: 'public', endpoint: 'fire-event', user_id: null, client_id: null } as const;
    const { triggers, changes, messages } = fire(
      world,
      id,
      { event, customer, context, at: now.getTime() },
      doer,
    );
    world.journal.append({
      ...doer,
      method: 'POST',
      path: '/events',
      effect: 'send',
      tenant_id: id,
      scopes: [],
      status: 200,
      changes,
      messages: messages.length,
    });
    return { triggers, messages };
  },
});
