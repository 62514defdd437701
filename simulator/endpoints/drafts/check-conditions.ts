import { type Trigger, triggerConditionSchema } from '#contract/entities/trigger.ts';
import { valueProblem } from '../criteria/value-problem.ts';
import type { Desk } from './desk.ts';

const OPERATORS = triggerConditionSchema.shape.operator.options;

/** The event is one of the tenant's schema, and each condition speaks of a property of it, with what fits its type. */
export function checkConditions(
  { call, complain }: Desk,
  { event: key, conditions }: Pick<Trigger, 'event' | 'conditions'>,
): void {
  const events = call.tenant.schema.filter((item) => item.kind === 'event');
  const event = events.find((item) => item.key === key);
  if (event === undefined) return complain('event', 'is not an event of the tenant’s schema');

  for (const [at, condition] of conditions.entries()) {
    const property = event.properties.find((one) => one.key === condition.property);
    if (property === undefined) {
      const known = event.properties.map((one) => one.key).join(', ');
      complain(`conditions[${at}].property`, `is not a property of ${key}; it has ${known || 'none'}`);
    } else {
      const problem = valueProblem({ type: property.value_type, known: OPERATORS }, condition);
      if (problem !== null) complain(`conditions[${at}].${problem.part}`, problem.problem);
    }
  }
}
