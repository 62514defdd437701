import { z } from 'zod';
import { defineWrite, NOTHING } from '../../define.ts';

const ONE = 'gateway';

export default defineWrite({
  method: 'PUT',
  path: '/triggered_conditional_execution_gateway',
  summary: 'Sets whom to ask before a triggered campaign goes to a customer, in place of anybody before.',
  evidence: 'inferred',
  effect: 'settings',
  query: {},
  body: z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000) }),
  answer: NOTHING,
  handle({ world, tenant, effects }, { url }) {
    world.publicRecords.gateways.put(tenant.facts.id, ONE, { url });
    effects.changed({ type: 'gateway', id: ONE, act: 'set' });
    return null;
  },
});
