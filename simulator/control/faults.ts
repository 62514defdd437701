import { z } from 'zod';
import { faultRuleSchema } from '../faults/rules.ts';
import type { FaultRule } from '../faults/rules.ts';
import { Problem, defineCall } from './call.ts';
import type { ControlContext } from './call.ts';
import { userNamed } from './people.ts';

const MOST_RULES = 100;

export const readFaults = defineCall({
  method: 'GET',
  path: '/faults',
  input: z.strictObject({}),
  handle: ({ faults }) => faults.rules,
});

/** Puts these rules in the place of all that are set, and begins to count anew. */
export const setFaults = defineCall({
  method: 'PUT',
  path: '/faults',
  input: z.array(faultRuleSchema).max(MOST_RULES),
  handle(context, rules) {
    for (const [at, rule] of rules.entries()) {
      const problem = unknownName(context, rule, at);
      if (problem !== null) return problem;
    }
    context.faults.set(rules);
    return context.faults.rules;
  },
});

/** A rule that could never match is a mistake. */
function unknownName({ world, endpoints }: ControlContext, { match }: FaultRule, at: number): Problem | null {
  if (match.endpoint !== undefined && !endpoints.includes(match.endpoint)) {
    const field = `[${at}].match.endpoint`;
    return new Problem(400, 'There is no such endpoint.', { field, allowed_values: endpoints });
  }
  const named = match.user === undefined ? null : userNamed(world, match.user, `[${at}].match.user`);
  return named instanceof Problem ? named : null;
}
